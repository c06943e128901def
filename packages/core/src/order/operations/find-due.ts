import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { OrderStatus } from '../contract.ts';

const Due = z.object({
  status: OrderStatus,
  store_id: Id,
  /** Every charge of the order that may have been paid, the newest first. */
  charge_ids: z.array(z.string()),
  /** So long over that a gateway which does not answer keeps nobody waiting. */
  long_over: z.boolean(),
});

export const findDue = query({
  name: 'order.findDue',
  summary:
    'An order that still waits although its time to pay is over and no money of it came, with the charges to ask about; else null',
  access: internal.tenant,
  input: z.strictObject({ order_id: Id }),
  output: z.object({ due: Due.nullable() }),
}).handle(async ({ db, company_id }, { order_id }) => {
  const [due] = await db.execute<z.infer<typeof Due>>(sql`
    select o.status, o.store_id, coalesce(charges.ids, '{}') as charge_ids,
           coalesce(newest.expires_at, o.status_since) < now() - interval '1 hour' as long_over
      from orders o
      left join lateral (
        select expires_at from payment_attempts
         where company_id = o.company_id and order_id = o.id
         order by created_at desc limit 1
      ) newest on true
      cross join lateral (
        select array_agg(a.external_id order by a.created_at desc) as ids from payment_attempts a
         where a.company_id = o.company_id and a.order_id = o.id and a.external_id is not null
           and not exists (select from payments p where p.company_id = a.company_id and p.attempt_id = a.id)
      ) charges
     where o.company_id = ${company_id} and o.id = ${order_id}
       and o.payment_status not in ('flagged', 'refund_pending', 'refund_failed', 'disputed')
       and (o.status = 'pending' or (o.status in ('awaiting_payment', 'awaiting_proof') and newest.expires_at <= now()))`);
  return { due: due ?? null };
});
