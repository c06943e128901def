import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { inMs } from '../../kernel/clock.ts';
import { conflict, found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { payment_attempts, payments } from '../tables.ts';
import { settleCharge } from './settle-charge.ts';

/** Whoever clicks asks at once; this asks for what they left. */
const BACKSTOP_MS = 5_000;
/** The gateway is looked at until it has given the money back. */
const LOOK_MS = 60_000;

export const requestRefund = command({
  name: 'payment.requestRefund',
  summary:
    'A payment of the gateway is to be given back, and leaves the job that asks for it. 409 `payment.not_refundable`',
  access: internal.tenant,
  input: z.strictObject({ attempt_id: Id, reason: z.string().max(500) }),
  output: z.object({ store_id: Id, charge_id: z.string() }),
}).handle(async ({ db, company_id, enqueue }, { attempt_id, reason }) => {
  const ours = and(eq(payment_attempts.company_id, company_id), eq(payment_attempts.id, attempt_id));
  const [attempt] = await db
    .select({ store_id: payment_attempts.store_id, charge_id: payment_attempts.external_id })
    .from(payment_attempts)
    .where(ours);
  const { store_id, charge_id } = found(attempt, 'payment attempt');
  if (charge_id === null) {
    throw conflict('This money did not come by the gateway: give it back by hand.', 'payment.not_refundable');
  }
  const asked = await db
    .update(payments)
    .set({
      status: 'refund_pending',
      refund_reason: reason,
      refund_refusal: null,
      refund_accepted_at: null,
      refund_claimed_until: null,
    })
    .where(
      and(
        eq(payments.company_id, company_id),
        eq(payments.attempt_id, attempt_id),
        inArray(payments.status, ['kept', 'flagged', 'refund_due', 'refund_failed']),
      ),
    )
    .returning({ attempt_id: payments.attempt_id });
  if (asked.length > 0) {
    await db
      .update(payment_attempts)
      .set({ next_look_at: inMs(LOOK_MS) })
      .where(ours);
    await enqueue(settleCharge, { store_id, charge_id, rung: true }, { at: BACKSTOP_MS, about: charge_id });
  }
  return { store_id, charge_id };
});
