import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { inMs } from '../../kernel/clock.ts';
import { found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { Id, Instant } from '../../kernel/wire.ts';
import { payment_attempts, payment_settings } from '../tables.ts';

export const extendAttempt = command({
  name: 'payment.extendAttempt',
  summary:
    'Gives the newest static code of an order the whole time for a receipt again, also one that had run out',
  access: internal.tenant,
  input: z.strictObject({ order_id: Id }),
  output: z.object({ attempt_id: Id, expires_at: Instant }),
}).handle(async ({ db, company_id }, { order_id }) => {
  const [newest] = await db
    .select({ attempt_id: payment_attempts.id, hours: payment_settings.proof_deadline_hours })
    .from(payment_attempts)
    .innerJoin(
      payment_settings,
      and(
        eq(payment_settings.company_id, payment_attempts.company_id),
        eq(payment_settings.store_id, payment_attempts.store_id),
      ),
    )
    .where(
      and(
        eq(payment_attempts.company_id, company_id),
        eq(payment_attempts.order_id, order_id),
        eq(payment_attempts.method, 'manual_pix'),
      ),
    )
    .orderBy(desc(payment_attempts.created_at))
    .limit(1);
  const { attempt_id, hours } = found(newest, 'payment attempt');
  const expires_at = inMs(hours * 3_600_000);
  await db
    .update(payment_attempts)
    .set({ status: 'open', expires_at })
    .where(and(eq(payment_attempts.company_id, company_id), eq(payment_attempts.id, attempt_id)));
  return { attempt_id, expires_at };
});
