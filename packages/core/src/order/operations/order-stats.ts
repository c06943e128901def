import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { stores } from '../../store/tables.ts';
import { OrderStats, OrderStatus } from '../contract.ts';

type Tally = z.infer<typeof OrderStats>['by_status'][OrderStatus];

interface Row extends Record<string, unknown> {
  time_zone: string;
  by_status: Partial<Record<OrderStatus, Tally>> | null;
  today: string;
  week: string;
  month: string;
  sold: number;
}

const NONE: Tally = { count: 0, total_cents: 0 };

export const orderStats = query({
  name: 'order.stats',
  summary: "A store's orders by status, and what they brought today, in 7 and in 30 days of the store's own",
  access: app.row(stores, 'store_id'),
  rest: { method: 'get', path: '/internal/orders/stats/{store_id}' },
  input: z.strictObject({ store_id: Id }),
  output: OrderStats,
}).handle(async ({ db, company_id }, { store_id }) => {
  const [row] = await db.execute<Row>(sql`
    with store as (
      select time_zone, date_trunc('day', now() at time zone time_zone) as today
        from stores where company_id = ${company_id} and id = ${store_id}
    ), days as (
      select time_zone, today at time zone time_zone as today,
             (today - interval '6 days') at time zone time_zone as week,
             (today - interval '29 days') at time zone time_zone as month
        from store
    ), tallies as (
      select status, count(*)::int as count, sum(total_cents) as total_cents
        from orders where company_id = ${company_id} and store_id = ${store_id}
       group by status
    )
    select days.time_zone,
           (select jsonb_object_agg(status, jsonb_build_object('count', count, 'total_cents', total_cents)) from tallies) as by_status,
           coalesce(sum(o.total_cents) filter (where o.paid_at >= days.today), 0) as today,
           coalesce(sum(o.total_cents) filter (where o.paid_at >= days.week), 0) as week,
           coalesce(sum(o.total_cents), 0) as month,
           count(o.id)::int as sold
      from days
      left join orders o on o.company_id = ${company_id} and o.store_id = ${store_id}
        and o.payment_status = 'paid' and o.paid_at >= days.month
     group by days.time_zone`);
  const { time_zone, by_status, today, week, month, sold } = found(row, 'store');
  const tallies = OrderStatus.options.map((status) => [status, by_status?.[status] ?? NONE] as const);
  return {
    store_id,
    time_zone,
    orders: tallies.reduce((sum, [, { count }]) => sum + count, 0),
    by_status: Object.fromEntries(tallies) as Record<OrderStatus, Tally>,
    revenue: {
      today_cents: Number(today),
      last_7_days_cents: Number(week),
      last_30_days_cents: Number(month),
    },
    average_ticket_cents: sold > 0 ? Math.round(Number(month) / sold) : null,
  };
});
