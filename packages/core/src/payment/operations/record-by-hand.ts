import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { PaymentMethod } from '../contract.ts';
import { payment_attempts } from '../tables.ts';
import { recordPayment } from './record-payment.ts';

export const recordByHand = command({
  name: 'payment.recordByHand',
  summary:
    'A person says that money came which no gateway saw: of the order’s newest attempt of that kind, once',
  access: internal.tenant,
  input: z.strictObject({ order_id: Id, method: PaymentMethod }),
  output: z.object({ attempt_id: Id.nullable() }),
}).handle(async ({ db, company_id, call }, { order_id, method }) => {
  const [attempt] = await db
    .select({ id: payment_attempts.id, amount_cents: payment_attempts.amount_cents })
    .from(payment_attempts)
    .where(
      and(
        eq(payment_attempts.company_id, company_id),
        eq(payment_attempts.order_id, order_id),
        eq(payment_attempts.method, method),
        eq(payment_attempts.gateway, 'manual'),
      ),
    )
    .orderBy(desc(payment_attempts.created_at))
    .limit(1);
  if (!attempt) return { attempt_id: null };
  const { id: attempt_id, amount_cents } = attempt;
  await call(recordPayment, { attempt_id, amount_cents, claimed_cents: null });
  return { attempt_id };
});
