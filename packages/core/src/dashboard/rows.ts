import { and, desc, eq, ne, sql } from 'drizzle-orm';
import type { Reader } from '../kernel/db/open-database.ts';
import type { OrderStatus } from '../order/contract.ts';
import { orders } from '../order/tables.ts';
import type { Day } from './contract.ts';

interface OfStore {
  company_id: string;
  store_id: string;
}

export interface Head extends Record<string, unknown> {
  time_zone: string;
  /** The store's own date. */
  today: string;
  leads: number;
  new_leads: number;
  active_products: number;
  out_of_stock: number;
  open_conversations: number;
  waiting: number;
  unread_messages: number;
  open_tasks: number;
}

/** The store's clock and its counts, but for orders; undefined for another company's store. */
export async function readHead(db: Reader, { company_id, store_id }: OfStore): Promise<Head | undefined> {
  const [head] = await db.execute<Head>(sql`
    select store.time_zone, clock.today::text as today, lead.*, product.*, conversation.*, task.*
      from stores store
      cross join lateral (select (now() at time zone store.time_zone)::date as today) clock
      cross join lateral (
        select count(*)::int as leads,
               count(*) filter (where created_at >= (clock.today - 6)::timestamp at time zone store.time_zone)::int as new_leads
          from leads
         where company_id = store.company_id and store_id = store.id
      ) lead
      cross join lateral (
        select count(*)::int as active_products, count(*) filter (where level.quantity <= level.held)::int as out_of_stock
          from products
          left join stock_levels level on level.company_id = products.company_id and level.product_id = products.id
         where products.company_id = store.company_id and products.store_id = store.id and products.status = 'active'
      ) product
      cross join lateral (
        select count(*) filter (where state <> 'closed')::int as open_conversations,
               count(*) filter (where state = 'waiting')::int as waiting,
               coalesce(sum(unread), 0)::int as unread_messages
          from conversations
         where company_id = store.company_id and store_id = store.id
      ) conversation
      cross join lateral (
        select count(*)::int as open_tasks
          from tasks
         where company_id = store.company_id and (store_id = store.id or store_id is null) and done_at is null
      ) task
     where store.company_id = ${company_id} and store.id = ${store_id}`);
  return head;
}

interface DayRow extends Record<string, unknown> {
  date: string;
  orders: number;
  sales: number;
  revenue_cents: string;
}

/** The last 30 days of the store's calendar, oldest first, those without an order too. */
export async function readDays(
  db: Reader,
  { company_id, store_id }: OfStore,
  { today, time_zone }: Head,
): Promise<Day[]> {
  const since = sql`(${today}::date - 29)::timestamp at time zone ${time_zone}`;
  const rows = await db.execute<DayRow>(sql`
    with placed as (
      select (created_at at time zone ${time_zone})::date as day, count(*) as orders
        from orders
       where company_id = ${company_id} and store_id = ${store_id} and created_at >= ${since} and status <> 'draft'
       group by day
    ), sold as (
      select (paid_at at time zone ${time_zone})::date as day, count(*) as sales, sum(total_cents) as revenue_cents
        from orders
       where company_id = ${company_id} and store_id = ${store_id} and paid_at >= ${since} and payment_status = 'paid'
       group by day
    )
    select calendar.day::date::text as date, coalesce(orders, 0)::int as orders, coalesce(sales, 0)::int as sales,
           coalesce(revenue_cents, 0)::bigint as revenue_cents
      from generate_series(${today}::date - 29, ${today}::date, interval '1 day') as calendar(day)
      left join placed on placed.day = calendar.day
      left join sold on sold.day = calendar.day
     order by calendar.day`);
  return rows.map((row) => ({ ...row, revenue_cents: Number(row.revenue_cents) }));
}

/** How many orders are in each status now, those of any age. */
export async function countByStatus(
  db: Reader,
  { company_id, store_id }: OfStore,
): Promise<[OrderStatus, number][]> {
  const rows = await db
    .select({ status: orders.status, count: sql<number>`count(*)::int` })
    .from(orders)
    .where(and(eq(orders.company_id, company_id), eq(orders.store_id, store_id)))
    .groupBy(orders.status);
  return rows.map(({ status, count }) => [status, count]);
}

/** The newest orders that are not drafts. */
export const readRecentOrders = (db: Reader, { company_id, store_id }: OfStore, limit: number) =>
  db
    .select()
    .from(orders)
    .where(and(eq(orders.company_id, company_id), eq(orders.store_id, store_id), ne(orders.status, 'draft')))
    .orderBy(desc(orders.created_at), desc(orders.id))
    .limit(limit);
