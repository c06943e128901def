import { and, eq } from 'drizzle-orm';
import { conflict, invalidField } from '../kernel/errors.ts';
import type { PaymentState } from '../payment/contract.ts';
import { payment_attempts, payments } from '../payment/tables.ts';
import type { LockedOrder, OrderContext } from './rows.ts';

/** What asks most to be given back comes first; what is on its way or back already, last. */
const TURN: readonly PaymentState[] = [
  'refund_failed',
  'refund_due',
  'flagged',
  'kept',
  'refund_pending',
  'refunded',
];

const nothingCame = () =>
  conflict('No money came by the gateway for this order.', 'payment.nothing_to_refund');

/**
 * The payment of an order that is to be given back: the one that is named, else the order's own, else the one that
 * asks most for it. 422 `attempt_id` for another order's, 409 `payment.nothing_to_refund` where none came.
 */
export async function paymentToReturn(
  { db, company_id }: OrderContext,
  order: LockedOrder,
  attempt_id: string | undefined,
) {
  const came = await db
    .select()
    .from(payments)
    .where(and(eq(payments.company_id, company_id), eq(payments.order_id, order.id)));
  const decided = came.filter((money) => money.status !== 'recorded');
  if (attempt_id) {
    const named = decided.find((money) => money.attempt_id === attempt_id.toLowerCase());
    if (named) return named;
    const attempt = and(
      eq(payment_attempts.company_id, company_id),
      eq(payment_attempts.order_id, order.id),
      eq(payment_attempts.id, attempt_id),
    );
    const unpaid = (await db.$count(payment_attempts, attempt)) > 0;
    throw unpaid ? nothingCame() : invalidField('attempt_id', 'Not an attempt of this order.');
  }
  const own = decided.find((money) => money.attempt_id === order.paid_attempt_id);
  const [first] = own ? [own] : decided.toSorted((a, b) => TURN.indexOf(a.status) - TURN.indexOf(b.status));
  if (!first) throw nothingCame();
  return first;
}
