import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { Id, Instant } from '../../kernel/wire.ts';
import { PaymentState } from '../contract.ts';
import { paymentChanged } from '../events.ts';
import { payment_attempts, payments } from '../tables.ts';

export const noteReading = command({
  name: 'payment.noteReading',
  summary:
    'What the gateway says has become of recorded money; an answer that a later one overtook is nothing',
  access: internal.tenant,
  input: z.strictObject({
    attempt_id: Id,
    reading: z.enum(['paid', 'disputed', 'refunded']),
    /** When the gateway was asked. */
    read_at: Instant,
  }),
  output: z.object({ status: PaymentState }),
}).handle(async ({ db, company_id, emit }, { attempt_id, reading, read_at }) => {
  const ours = and(eq(payments.company_id, company_id), eq(payments.attempt_id, attempt_id));
  const [row] = await db.select().from(payments).where(ours).for('update');
  const was = found(row, 'payment');
  if (was.read_at !== null && was.read_at > read_at) return { status: was.status };
  // Given back is final, also by hand, of which the gateway knows nothing.
  const status = reading === 'refunded' ? 'refunded' : was.status;
  const disputed_at = reading === 'disputed' ? (was.disputed_at ?? now()) : null;
  await db.update(payments).set({ status, disputed_at, read_at }).where(ours);

  const open = disputed_at !== null || status === 'refund_pending';
  await db
    .update(payment_attempts)
    .set({
      next_look_at: open ? sql`coalesce(${payment_attempts.next_look_at}, now() + interval '3 min')` : null,
    })
    .where(and(eq(payment_attempts.company_id, company_id), eq(payment_attempts.id, attempt_id)));
  if (status !== was.status || disputed_at !== was.disputed_at) {
    await emit(paymentChanged, { order_id: was.order_id, attempt_id });
  }
  return { status };
});
