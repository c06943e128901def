import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { CLAIM_S } from '../claim.ts';
import { payment_attempts } from '../tables.ts';

export const reserveAttempt = command({
  name: 'payment.reserveAttempt',
  summary: 'Claims an attempt that nobody has claimed yet for a caller that charges by itself',
  access: internal.tenant,
  input: z.strictObject({ attempt_id: Id }),
  output: z.object({ reserved: z.boolean() }),
}).handle(async ({ db, company_id }, { attempt_id }) => {
  // A claim that died is the house's to take up: it looks for the charge before it makes one.
  const reserved = await db
    .update(payment_attempts)
    .set({ claimed_until: sql`now() + ${CLAIM_S} * interval '1 s'` })
    .where(
      and(
        eq(payment_attempts.company_id, company_id),
        eq(payment_attempts.id, attempt_id),
        eq(payment_attempts.status, 'requested'),
        isNull(payment_attempts.claimed_until),
      ),
    )
    .returning({ id: payment_attempts.id });
  return { reserved: reserved.length > 0 };
});
