import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { payment_attempts } from '../tables.ts';

export const releaseClaim = command({
  name: 'payment.releaseClaim',
  summary: 'The gateway surely did not charge: the attempt is as if nobody had claimed it',
  access: internal.tenant,
  input: z.strictObject({ attempt_id: Id }),
  output: z.object({}),
}).handle(async ({ db, company_id }, { attempt_id }) => {
  await db
    .update(payment_attempts)
    .set({ claimed_until: null })
    .where(
      and(
        eq(payment_attempts.company_id, company_id),
        eq(payment_attempts.id, attempt_id),
        eq(payment_attempts.status, 'requested'),
      ),
    );
  return {};
});
