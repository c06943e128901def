import { sql } from 'drizzle-orm';
import type { Reader } from '../kernel/db/open-database.ts';
import { conflict } from '../kernel/errors.ts';
import { WAITING } from './rules.ts';

/** Orders that wait for their money, of one lead or of one visitor's address. */
const MOST_UNPAID = 3;
/** Units that such orders hold together. A visitor is whoever writes without being known. */
const MOST_HELD = { lead: 100, visitor: 20 };

/** For how long a visitor's order holds its stock, in ms. */
export const VISITOR_HOLD_MS = 10 * 60_000;

interface Buyer {
  store_id: string;
  lead_id: string | null;
  /** Of an anonymous visitor. */
  visitor_ip: string | null;
}

interface Waiting extends Record<string, unknown> {
  by: 'lead' | 'visitor';
  orders: number;
  units: number;
}

/**
 * Refuses what goes beyond what a customer may have waiting unpaid: 409 `order.too_many_unpaid`,
 * `order.too_many_held`. What is about to be made is given as `more`; what this transaction has made counts. The
 * caller holds the store's number row or the lead's, so that of orders made at once each sees those before it.
 */
export async function checkCaps(
  db: Reader,
  company_id: string,
  { store_id, lead_id, visitor_ip }: Buyer,
  more: { orders: number; units: number } = { orders: 0, units: 0 },
): Promise<void> {
  const rows = await db.execute<Waiting>(sql`
    select buyer.by, count(o.id)::int as orders, coalesce(sum(held.units), 0)::int as units
      from (values ('lead', ${lead_id}::uuid, null), ('visitor', null, ${visitor_ip}::text)) as buyer(by, lead_id, ip)
      left join orders o
        on o.company_id = ${company_id} and o.store_id = ${store_id}
       and (o.lead_id = buyer.lead_id or o.visitor_ip = buyer.ip)
       and o.status in ${WAITING}
      left join lateral (
        select sum(h.quantity) as units from stock_holds h
         where h.company_id = o.company_id and h.order_id = o.id and h.state = 'held'
      ) held on true
     where buyer.lead_id is not null or buyer.ip is not null
     group by buyer.by`);
  for (const { by, orders, units } of rows) {
    if (orders + more.orders > MOST_UNPAID)
      throw conflict('Too many orders wait for their payment.', 'order.too_many_unpaid', {
        limit: MOST_UNPAID,
      });
    if (units + more.units > MOST_HELD[by])
      throw conflict('Too much is held without a payment.', 'order.too_many_held', { limit: MOST_HELD[by] });
  }
}
