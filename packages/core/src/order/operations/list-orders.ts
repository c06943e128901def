import { and, desc, eq, inArray } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import { counted } from '../../kernel/db/counted.ts';
import { query } from '../../kernel/operation.ts';
import { pageOf } from '../../kernel/page.ts';
import { ListOrders, OrderPage } from '../contract.ts';
import { orders } from '../tables.ts';

export const listOrders = query({
  name: 'order.list',
  summary: 'Orders, newest first',
  access: app.stores,
  rest: { method: 'get', path: '/internal/orders' },
  input: ListOrders,
  output: OrderPage,
}).handle(async ({ db, company_id }, { store_ids, status, lead_id, limit, offset }) => {
  const where = and(
    eq(orders.company_id, company_id),
    store_ids && inArray(orders.store_id, store_ids),
    status && inArray(orders.status, status),
    lead_id === undefined ? undefined : eq(orders.lead_id, lead_id),
  );
  const items = db
    .select()
    .from(orders)
    .where(where)
    .orderBy(desc(orders.created_at), desc(orders.id))
    .limit(limit)
    .offset(offset);
  return pageOf(items, counted(db, orders, where), { limit, offset });
});
