import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { openTask } from '../../task/operations/open-task.ts';
import { payment_attempts } from '../tables.ts';

export const failAttempt = command({
  name: 'payment.failAttempt',
  summary: 'The gateway refused to charge: kept with its reason, and a person is asked to look',
  access: internal.tenant,
  input: z.strictObject({ attempt_id: Id, error: z.string().max(500) }),
  output: z.object({}),
}).handle(async ({ db, company_id, call }, { attempt_id, error }) => {
  const [attempt] = await db
    .update(payment_attempts)
    .set({ status: 'failed', error })
    .where(
      and(
        eq(payment_attempts.company_id, company_id),
        eq(payment_attempts.id, attempt_id),
        eq(payment_attempts.status, 'requested'),
      ),
    )
    .returning();
  if (attempt) {
    await call(openTask, {
      store_id: attempt.store_id,
      kind: 'charge_failed',
      subject_id: attempt.order_id,
      title: `A cobrança PIX foi recusada: ${error}`.slice(0, 300),
    });
  }
  return {};
});
