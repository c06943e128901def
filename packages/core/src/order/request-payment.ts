import { inMs } from '../kernel/clock.ts';
import { openAttempt } from '../payment/operations/open-attempt.ts';
import { VISITOR_HOLD_MS } from './caps.ts';
import { chargeOrder } from './operations/charge-order.ts';
import { expireDue } from './operations/expire-due.ts';
import type { LockedOrder, OrderContext } from './rows.ts';

/** Whoever asks charges at once; this charges what they left. */
const BACKSTOP_MS = 30_000;
/** An order that nobody could charge gives its stock back. */
const UNCHARGED_MS = 15 * 60_000;

/** Asks to be paid for an order that holds its stock, and leaves the job and the timer that see it through. */
export async function requestPayment(
  { call, enqueue }: Pick<OrderContext, 'call' | 'enqueue'>,
  order: Pick<LockedOrder, 'id' | 'store_id' | 'payment_method' | 'total_cents' | 'visitor_ip'>,
): Promise<void> {
  const { id: order_id, store_id, payment_method: method, total_cents: amount_cents } = order;
  const expires_by = order.visitor_ip === null ? null : inMs(VISITOR_HOLD_MS);
  const { attempt_id } = await call(openAttempt, { order_id, store_id, method, amount_cents, expires_by });
  await enqueue(chargeOrder, { order_id }, { at: BACKSTOP_MS, key: `charge:${attempt_id}`, about: order_id });
  await enqueue(
    expireDue,
    { order_id },
    { at: expires_by ?? UNCHARGED_MS, key: `uncharged:${attempt_id}`, about: order_id },
  );
}
