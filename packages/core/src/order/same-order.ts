import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '../kernel/db/open-database.ts';
import type { HowDelivered } from './contract.ts';

interface Cart {
  store_id: string;
  lead_id: string | null;
  client_key: string | null;
  lines: readonly { product_id: string; quantity: number }[];
  delivery: HowDelivered | undefined;
  by_agent: boolean;
}

/**
 * The order that this one would repeat: the same client key; or, when the agent asks, the same unpaid cart of the
 * same lead for the same door within 30 minutes. The caller holds the store's number row, so nobody races it.
 */
export async function findSameOrder(db: Tx, company_id: string, cart: Cart): Promise<string | null> {
  const either: SQL[] = [];
  const { delivery } = cart;
  const door = delivery?.kind === 'delivery' ? delivery.address : null;
  if (cart.client_key) either.push(sql`o.client_key = ${cart.client_key}`);
  if (cart.by_agent && cart.lead_id) {
    const lines = JSON.stringify(cart.lines.map(({ product_id, quantity }) => ({ product_id, quantity })));
    either.push(sql`(
      o.lead_id = ${cart.lead_id}
      and o.status in ('pending', 'awaiting_payment', 'awaiting_proof')
      and o.created_at > now() - interval '30 minutes'
      and o.delivery_kind is not distinct from ${delivery?.kind ?? null}
      and (o.delivery_address is null or (replace(o.delivery_address ->> 'cep', '-', ''), o.delivery_address ->> 'number')
            = (${door?.cep.replace('-', '') ?? null}::text, ${door?.number ?? null}::text))
      and not exists (
        (select product_id, quantity from order_items i where i.company_id = o.company_id and i.order_id = o.id
         except select product_id, quantity from json_to_recordset(${lines}::json) as l(product_id uuid, quantity int))
        union all
        (select product_id, quantity from json_to_recordset(${lines}::json) as l(product_id uuid, quantity int)
         except select product_id, quantity from order_items i where i.company_id = o.company_id and i.order_id = o.id)
      )
    )`);
  }
  if (either.length === 0) return null;
  const [same] = await db.execute<{ id: string }>(sql`
    select o.id from orders o
     where o.company_id = ${company_id} and o.store_id = ${cart.store_id} and (${sql.join(either, sql` or `)})
     order by o.created_at desc
     limit 1`);
  return same?.id ?? null;
}
