import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { OrderStatus } from '../contract.ts';

const Due = z.object({
  status: OrderStatus,
  attempt_id: Id,
  external_id: z.string().nullable(),
  sealed_api_key: z.string().nullable(),
});

export const findDue = query({
  name: 'order.findDue',
  summary:
    'An order that still waits although its time to pay is over, with the charge to ask about; else null',
  access: internal.tenant,
  input: z.strictObject({ order_id: Id }),
  output: z.object({ due: Due.nullable() }),
}).handle(async ({ db, company_id }, { order_id }) => {
  const [due] = await db.execute<z.infer<typeof Due>>(sql`
    select o.status, a.id as attempt_id, a.external_id, s.abacatepay_api_key as sealed_api_key
      from orders o
      join lateral (
        select id, external_id, expires_at from payment_attempts
         where company_id = o.company_id and order_id = o.id
         order by created_at desc limit 1
      ) a on true
      join payment_settings s on s.company_id = o.company_id and s.store_id = o.store_id
     where o.company_id = ${company_id} and o.id = ${order_id}
       and (o.status = 'pending' or (o.status in ('awaiting_payment', 'awaiting_proof') and a.expires_at <= now()))`);
  return { due: due ?? null };
});
