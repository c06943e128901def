import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { openTask } from '../../task/operations/open-task.ts';
import { chargeFailed } from '../events.ts';
import { payment_attempts } from '../tables.ts';
import { reportKey } from './report-key.ts';

export const failAttempt = command({
  name: 'payment.failAttempt',
  summary: 'The gateway will not charge: kept with its reason, and a person is asked to look',
  access: internal.tenant,
  input: z.strictObject({
    attempt_id: Id,
    error: z.string().max(500),
    /** It is the store's key that is wrong: one task for all its orders. */
    key_refused: z.boolean().default(false),
  }),
  output: z.object({}),
}).handle(async ({ db, company_id, call, emit }, { attempt_id, error, key_refused }) => {
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
  if (!attempt) return {};
  const { store_id, order_id } = attempt;
  if (key_refused) await call(reportKey, { store_id });
  else {
    await call(openTask, {
      store_id,
      kind: 'charge_failed',
      subject_id: order_id,
      order_id,
      title: `A cobrança PIX foi recusada: ${error}`.slice(0, 300),
    });
  }
  await emit(chargeFailed, { order_id });
  return {};
});
