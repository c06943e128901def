import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { RefundRefusal } from '../contract.ts';
import { paymentChanged } from '../events.ts';
import { payments } from '../tables.ts';

export const noteRefund = command({
  name: 'payment.noteRefund',
  summary: 'What the gateway answered to a refund: taken on, which is not done yet, or refused',
  access: internal.tenant,
  input: z.strictObject({ attempt_id: Id, refusal: RefundRefusal.nullable() }),
  output: z.object({}),
}).handle(async ({ db, company_id, emit }, { attempt_id, refusal }) => {
  const [noted] = await db
    .update(payments)
    .set({
      refund_claimed_until: null,
      ...(refusal
        ? { status: 'refund_failed' as const, refund_refusal: refusal }
        : { refund_accepted_at: now(), refund_refusal: null }),
      // Said here first, where its webhook is still under way.
      ...(refusal === 'under_dispute' && { disputed_at: sql`coalesce(${payments.disputed_at}, now())` }),
    })
    .where(
      and(
        eq(payments.company_id, company_id),
        eq(payments.attempt_id, attempt_id),
        eq(payments.status, 'refund_pending'),
      ),
    )
    .returning({ order_id: payments.order_id });
  if (noted && refusal) await emit(paymentChanged, { order_id: noted.order_id, attempt_id });
  return {};
});
