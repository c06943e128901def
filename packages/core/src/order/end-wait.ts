import { expireDue } from './operations/expire-due.ts';
import type { OrderContext } from './rows.ts';

/** After a code ran out, a payment may still be on its way here; and a timer that fires too early finds nothing due. */
const GRACE_MS = 5_000;

interface Wait {
  order_id: string;
  attempt_id: string;
  expires_at: string;
}

/** Leaves the timer that ends an order’s wait for its money, if it still waits then. One for each end. */
export async function endWait(
  { enqueue }: Pick<OrderContext, 'enqueue'>,
  { order_id, attempt_id, expires_at }: Wait,
): Promise<void> {
  const at = new Date(Date.parse(expires_at) + GRACE_MS).toISOString();
  await enqueue(expireDue, { order_id }, { at, key: `expire:${attempt_id}:${at}`, about: order_id });
}
