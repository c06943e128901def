import { inMs } from '../kernel/clock.ts';
import { openAttempt } from '../payment/operations/open-attempt.ts';
import { VISITOR_HOLD_MS } from './caps.ts';
import { checkCodRecord } from './cod-record.ts';
import { endWait } from './end-wait.ts';
import { codeIssued } from './events.ts';
import { chargeOrder } from './operations/charge-order.ts';
import { expireDue } from './operations/expire-due.ts';
import type { LockedOrder, OrderContext } from './rows.ts';
import { walkEdge } from './walk-edge.ts';

/** Whoever asks charges at once; this charges what they left. */
const BACKSTOP_MS = 30_000;
/** An order that nobody could charge gives its stock back. */
const UNCHARGED_MS = 15 * 60_000;

/**
 * Asks to be paid for an order that holds its stock, and leaves the jobs and timers that see it through. A gateway’s
 * charge is made by whoever claims it; a static code is there at once; at the door the merchant accepts first.
 * 409 `payment.method_disabled`, `payment.cod_over_limit`, `payment.cod_refused`.
 */
export async function requestPayment(context: OrderContext, order: LockedOrder): Promise<void> {
  const { db, company_id, call, enqueue, emit } = context;
  const { id: order_id, store_id, lead_id, payment_method: method, total_cents: amount_cents } = order;
  if (method === 'cash_on_delivery') await checkCodRecord(db, company_id, lead_id);
  const expires_by = order.visitor_ip === null ? null : inMs(VISITOR_HOLD_MS);
  const asked = { order_id, store_id, method, amount_cents, expires_by };
  const { attempt_id, expires_at } = await call(openAttempt, asked);

  if (method === 'pix') {
    await enqueue(
      chargeOrder,
      { order_id },
      { at: BACKSTOP_MS, key: `charge:${attempt_id}`, about: order_id },
    );
  }
  if (method === 'pix' && order.status === 'pending') {
    const key = `uncharged:${attempt_id}`;
    return enqueue(expireDue, { order_id }, { at: expires_by ?? UNCHARGED_MS, key, about: order_id });
  }
  await endWait(context, { order_id, attempt_id, expires_at });
  if (method !== 'manual_pix') return;
  if (order.status === 'pending') await walkEdge(context, order, 'awaiting_proof', { by: ['system'] });
  await emit(codeIssued, { order_id });
}
