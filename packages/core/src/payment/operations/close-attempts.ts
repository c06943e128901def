import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { payment_attempts } from '../tables.ts';

export const closeAttempts = command({
  name: 'payment.closeAttempts',
  summary: 'The order no longer waits for money. What comes all the same is recorded',
  access: internal.tenant,
  input: z.strictObject({ order_id: Id, as: z.enum(['expired', 'superseded']) }),
  output: z.object({}),
}).handle(async ({ db, company_id }, { order_id, as }) => {
  await db
    .update(payment_attempts)
    .set({ status: as })
    .where(
      and(
        eq(payment_attempts.company_id, company_id),
        eq(payment_attempts.order_id, order_id),
        inArray(payment_attempts.status, ['requested', 'open']),
      ),
    );
  return {};
});
