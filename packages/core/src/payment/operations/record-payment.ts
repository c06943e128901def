import { and, eq, isNull, ne } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { found } from '../../kernel/errors.ts';
import { Cents } from '../../kernel/money.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { paymentChanged, paymentRecorded } from '../events.ts';
import { payment_attempts, payments } from '../tables.ts';

/** Nothing may veto this: money that came is written down, and then the order sees to itself. */
export const recordPayment = command({
  name: 'payment.record',
  summary: 'Records the money of an attempt, once; a claim of another amount is kept beside it as a doubt',
  access: internal.tenant,
  input: z.strictObject({ attempt_id: Id, amount_cents: Cents, claimed_cents: Cents.nullable() }),
  output: z.object({ recorded: z.boolean() }),
}).handle(async ({ db, company_id, emit }, { attempt_id, amount_cents, claimed_cents }) => {
  const ours = and(eq(payment_attempts.company_id, company_id), eq(payment_attempts.id, attempt_id));
  const [attempt] = await db
    .select({ order_id: payment_attempts.order_id })
    .from(payment_attempts)
    .where(ours);
  const { order_id } = found(attempt, 'payment attempt');
  const doubt = claimed_cents === amount_cents ? null : claimed_cents;
  const recorded = await db
    .insert(payments)
    .values({ company_id, attempt_id, order_id, amount_cents, claimed_cents: doubt, recorded_at: now() })
    .onConflictDoNothing()
    .returning();
  if (recorded.length > 0) {
    await db.update(payment_attempts).set({ status: 'paid', next_look_at: null }).where(ours);
    await emit(paymentRecorded, { order_id, attempt_id });
    return { recorded: true };
  }
  if (doubt === null) return { recorded: false };
  const doubted = await db
    .update(payments)
    .set({ claimed_cents: doubt })
    .where(
      and(
        eq(payments.company_id, company_id),
        eq(payments.attempt_id, attempt_id),
        isNull(payments.claimed_cents),
        ne(payments.amount_cents, doubt),
      ),
    )
    .returning({ order_id: payments.order_id });
  if (doubted.length > 0) await emit(paymentChanged, { order_id, attempt_id });
  return { recorded: false };
});
