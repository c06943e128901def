import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { newId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { CLAIM_S } from '../claim.ts';
import { payment_attempts } from '../tables.ts';
import { failAttempt } from './fail-attempt.ts';

export const retryAttempt = command({
  name: 'payment.retryAttempt',
  summary:
    'A charge whose answer was lost was not found: one new attempt takes over, claimed; a second time nobody charges',
  access: internal.tenant,
  input: z.strictObject({ attempt_id: Id }),
  output: z.object({ attempt_id: Id.nullable() }),
}).handle(async ({ db, company_id, call }, { attempt_id }) => {
  const ours = and(
    eq(payment_attempts.company_id, company_id),
    eq(payment_attempts.id, attempt_id),
    eq(payment_attempts.status, 'requested'),
  );
  const [lost] = await db.select().from(payment_attempts).where(ours).for('update');
  if (!lost) return { attempt_id: null };
  if (lost.retry_of !== null) {
    // Each charge that was asked for may still turn up and be paid: two are enough.
    await call(failAttempt, { attempt_id, error: 'O AbacatePay não respondeu a duas cobranças.' });
    return { attempt_id: null };
  }
  // Superseded: if the lost one turns up and is paid, it is told apart from the new one.
  await db.update(payment_attempts).set({ status: 'superseded' }).where(ours);
  const { store_id, order_id, method, gateway, amount_cents, expires_by } = lost;
  const id = newId();
  await db.insert(payment_attempts).values({
    company_id,
    id,
    store_id,
    order_id,
    method,
    gateway,
    amount_cents,
    status: 'requested',
    claimed_until: sql`now() + ${CLAIM_S} * interval '1 s'`,
    retry_of: attempt_id,
    expires_by,
    created_at: now(),
  });
  return { attempt_id: id };
});
