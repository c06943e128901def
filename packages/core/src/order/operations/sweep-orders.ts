import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command, serviceOf } from '../../kernel/operation.ts';
import { confirmPayment } from './confirm-payment.ts';
import { expireDue } from './expire-due.ts';

const AT_ONCE = 200;
/** A job that failed for good is taken up again once in so long. */
const AGAIN_MS = 10 * 60_000;

interface Left extends Record<string, unknown> {
  company_id: string;
  order_id: string;
}

export const sweepOrders = command({
  name: 'order.sweep',
  summary:
    'Takes up what jobs that failed for good have left: money nobody decided about, and waits whose end has long come',
  access: internal.global,
  input: z.strictObject({}),
  output: z.object({ payments: z.int(), waits: z.int() }),
}).handle(async ({ db, as }) => {
  const undecided = await db.execute<Left & { attempt_id: string }>(sql`
    select company_id, order_id, attempt_id from payments
     where status = 'recorded' and recorded_at < now() - interval '5 min'
     order by recorded_at limit ${AT_ONCE}`);
  // A charge's own timer comes within seconds of its end, that of an order nobody could charge after 15 minutes.
  const waits = await db.execute<Left>(sql`
    select o.company_id, o.id as order_id from orders o
     where o.status in ('pending', 'awaiting_payment', 'awaiting_proof')
       and o.payment_status not in ('flagged', 'refund_pending', 'refund_failed', 'disputed')
       and case when o.status = 'pending' and o.payment_method = 'pix'
             then o.status_since < now() - interval '20 min'
             else (select a.expires_at from payment_attempts a where a.company_id = o.company_id and a.order_id = o.id
                    order by a.created_at desc limit 1) < now() - interval '5 min'
           end
     order by o.status_since limit ${AT_ONCE}`);
  const slot = Math.floor(Date.now() / AGAIN_MS);
  const takeUp = (company_id: string) => as(serviceOf(company_id, 'order.sweep'));
  for (const { company_id, order_id, attempt_id } of undecided) {
    const key = `confirm:${attempt_id}:${slot}`;
    await takeUp(company_id).enqueue(confirmPayment, { order_id, attempt_id }, { key });
  }
  for (const { company_id, order_id } of waits) {
    await takeUp(company_id).enqueue(
      expireDue,
      { order_id },
      { key: `overdue:${order_id}:${slot}`, about: order_id },
    );
  }
  return { payments: undecided.length, waits: waits.length };
});
