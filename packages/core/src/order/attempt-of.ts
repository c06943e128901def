import { and, desc, eq, sql } from 'drizzle-orm';
import { conflict } from '../kernel/errors.ts';
import { openAttempt } from '../payment/operations/open-attempt.ts';
import { payment_attempts } from '../payment/tables.ts';
import type { LockedOrder, OrderContext } from './rows.ts';

const isAlive = (status: string): boolean => status === 'requested' || status === 'open';

/**
 * The attempt that a caller's own charge is of: the one that is alive, else the newest, for it can still be paid. A
 * pending order whose attempt failed asks anew. 409 `order.not_payable` where no charge was ever asked for.
 */
export async function attemptOf({ db, company_id, call }: OrderContext, order: LockedOrder) {
  const { id: order_id, store_id, payment_method: method, total_cents: amount_cents } = order;
  const [newest] = await db
    .select({
      id: payment_attempts.id,
      status: payment_attempts.status,
      external_id: payment_attempts.external_id,
      expires_at: payment_attempts.expires_at,
    })
    .from(payment_attempts)
    .where(
      and(
        eq(payment_attempts.company_id, company_id),
        eq(payment_attempts.order_id, order_id),
        eq(payment_attempts.method, 'pix'),
      ),
    )
    .orderBy(sql`${payment_attempts.status} in ('requested', 'open') desc`, desc(payment_attempts.created_at))
    .limit(1);
  if (newest && (order.status !== 'pending' || isAlive(newest.status))) return newest;
  if (order.status !== 'pending' || method !== 'pix')
    throw conflict('This order asks for no payment.', 'order.not_payable');
  const { attempt_id } = await call(openAttempt, { order_id, store_id, method, amount_cents });
  return { id: attempt_id, status: 'requested' as const, external_id: null, expires_at: null };
}
