import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { payment_attempts } from '../tables.ts';

export const releaseClaim = command({
  name: 'payment.releaseClaim',
  summary:
    'Whoever claimed an attempt does nothing about it any more: the next need not wait until the claim is over',
  access: internal.tenant,
  input: z.strictObject({
    attempt_id: Id,
    /** Whether an earlier charge may exist: the next looks for it first. */
    may_exist: z.boolean(),
  }),
  output: z.object({}),
}).handle(async ({ db, company_id }, { attempt_id, may_exist }) => {
  await db
    .update(payment_attempts)
    .set({ claimed_until: may_exist ? sql`now()` : null })
    .where(
      and(
        eq(payment_attempts.company_id, company_id),
        eq(payment_attempts.id, attempt_id),
        eq(payment_attempts.status, 'requested'),
      ),
    );
  return {};
});
