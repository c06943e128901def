import { and, asc, eq } from 'drizzle-orm';
import type { Reader, Tx } from '../kernel/db/open-database.ts';
import { found } from '../kernel/errors.ts';
import { payment_attempts } from '../payment/tables.ts';
import type { OrderView } from './contract.ts';
import { targetsFor } from './rules.ts';
import { order_events, order_items, orders } from './tables.ts';

type OrderRow = typeof orders.$inferSelect;

/** The order, locked until the transaction ends. 404 for another company's. */
export async function lockOrder(db: Tx, company_id: string, id: string): Promise<OrderRow> {
  const [order] = await db
    .select()
    .from(orders)
    .where(and(eq(orders.company_id, company_id), eq(orders.id, id)))
    .for('update');
  return found(order, 'order');
}

/** The whole order as people of the shop see it. */
export async function orderView(db: Reader, company_id: string, id: string): Promise<OrderView> {
  const [order] = await db
    .select()
    .from(orders)
    .where(and(eq(orders.company_id, company_id), eq(orders.id, id)));
  const items = await db
    .select()
    .from(order_items)
    .where(and(eq(order_items.company_id, company_id), eq(order_items.order_id, id)))
    .orderBy(asc(order_items.name));
  const events = await db
    .select()
    .from(order_events)
    .where(and(eq(order_events.company_id, company_id), eq(order_events.order_id, id)))
    .orderBy(asc(order_events.id));
  const attempts = await db
    .select()
    .from(payment_attempts)
    .where(and(eq(payment_attempts.company_id, company_id), eq(payment_attempts.order_id, id)))
    .orderBy(asc(payment_attempts.created_at));
  const head = found(order, 'order');
  return {
    ...head,
    items: items.map((item) => ({ ...item, total_cents: item.price_cents * item.quantity })),
    events,
    payment_attempts: attempts,
    allowed_targets: targetsFor(head.status, 'merchant'),
  };
}
