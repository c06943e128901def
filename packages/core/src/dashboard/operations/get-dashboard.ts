import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { OrderStatus } from '../../order/contract.ts';
import { DashboardView } from '../contract.ts';
import { countByStatus, readDays, readHead, readRecentOrders } from '../rows.ts';
import { lastDays } from '../rules.ts';

const RECENT = 5;
const SHOWN_DAYS = 14;

export const getDashboard = query({
  name: 'dashboard.get',
  summary: 'How a store does: orders and money by day, leads, products, conversations, what a person owes',
  access: app.company,
  rest: { method: 'get', path: '/internal/dashboard/{store_id}' },
  input: z.strictObject({ store_id: Id }),
  output: DashboardView,
}).handle(async ({ db, company_id }, { store_id }) => {
  const store = { company_id, store_id };
  const head = found(await readHead(db, store), 'store');
  const [days, byStatus, recent_orders] = await Promise.all([
    readDays(db, store, head),
    countByStatus(db, store),
    readRecentOrders(db, store, RECENT),
  ]);
  const none = OrderStatus.options.map((status) => [status, 0] as const);
  return {
    store_id,
    time_zone: head.time_zone,
    today: lastDays(days, 1),
    last_7_days: lastDays(days, 7),
    last_30_days: lastDays(days, 30),
    days: days.slice(-SHOWN_DAYS),
    // safe: every status has its zero.
    orders_by_status: Object.fromEntries([...none, ...byStatus]) as Record<OrderStatus, number>,
    recent_orders,
    leads: { total: head.leads, new_last_7_days: head.new_leads },
    products: { active: head.active_products, out_of_stock: head.out_of_stock },
    conversations: {
      open: head.open_conversations,
      waiting: head.waiting,
      unread_messages: head.unread_messages,
    },
    open_tasks: head.open_tasks,
  };
});
