import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { Cents } from '../../kernel/money.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { PaymentState } from '../contract.ts';
import { payments } from '../tables.ts';

export const markPayments = command({
  name: 'payment.mark',
  summary: 'What the order has decided about its money, or a person did with it: those in `from` become `to`',
  access: internal.tenant,
  input: z.strictObject({
    order_id: Id,
    /** One of them; else all. */
    attempt_id: Id.optional(),
    from: z.array(PaymentState).min(1),
    to: PaymentState,
    reason: z.string().max(500).optional(),
  }),
  output: z.object({ marked: z.array(z.object({ attempt_id: Id, amount_cents: Cents })) }),
}).handle(async ({ db, company_id }, { order_id, attempt_id, from, to, reason }) => {
  const marked = await db
    .update(payments)
    .set({ status: to, ...(reason && { refund_reason: reason }) })
    .where(
      and(
        eq(payments.company_id, company_id),
        eq(payments.order_id, order_id),
        attempt_id ? eq(payments.attempt_id, attempt_id) : undefined,
        inArray(payments.status, from),
      ),
    )
    .returning({ attempt_id: payments.attempt_id, amount_cents: payments.amount_cents });
  return { marked };
});
