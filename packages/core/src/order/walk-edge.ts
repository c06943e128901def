import { and, eq } from 'drizzle-orm';
import { type Actor, actorName } from '../kernel/actor.ts';
import { now } from '../kernel/clock.ts';
import { conflict } from '../kernel/errors.ts';
import type { CommandContext } from '../kernel/operation.ts';
import { consumeHold } from '../stock/operations/consume-hold.ts';
import { releaseHold } from '../stock/operations/release-hold.ts';
import { restoreSale } from '../stock/operations/restore-sale.ts';
import type { OrderStatus } from './contract.ts';
import { orderMoved } from './events.ts';
import { findEdge, type StockEffect, targetsFor, type Walker } from './rules.ts';
import { order_events, orders } from './tables.ts';

type Context = CommandContext<Exclude<Actor, { kind: 'anonymous' }>, string>;
type LockedOrder = typeof orders.$inferSelect;

const STOCK: Record<StockEffect, (context: Context, order: LockedOrder) => Promise<unknown>> = {
  none: async () => undefined,
  consume: ({ call }, order) => call(consumeHold, { order_id: order.id, store_id: order.store_id }),
  release: ({ call }, order) => call(releaseHold, { order_id: order.id }),
  restore: ({ call }, order) => call(restoreSale, { order_id: order.id }),
};

/**
 * The only way an order changes its state: along an edge of the table, with the edge's effect on the
 * stock, its event, and its listeners. `order` is locked. 409 `order.transition_not_allowed`.
 */
export async function walkEdge(
  context: Context,
  order: LockedOrder,
  to: OrderStatus,
  { by, reason = null, set = {} }: { by: Walker; reason?: string | null; set?: Partial<LockedOrder> },
): Promise<LockedOrder> {
  const edge = findEdge(order.status, to, by);
  if (!edge) {
    throw conflict(`An order that is ${order.status} cannot become ${to}.`, 'order.transition_not_allowed', {
      from: order.status,
      allowed: targetsFor(order.status, by),
    });
  }
  const { db, company_id, actor, emit } = context;
  await STOCK[edge.stock](context, order);
  await db
    .update(orders)
    .set({ ...set, status: to, updated_at: now() })
    .where(and(eq(orders.company_id, company_id), eq(orders.id, order.id)));
  await db.insert(order_events).values({
    company_id,
    order_id: order.id,
    from_status: order.status,
    to_status: to,
    actor: actorName(actor),
    reason,
    created_at: now(),
  });
  await emit(orderMoved, { order_id: order.id, from: order.status, to });
  return { ...order, ...set, status: to };
}

/** Changes where the money of a locked order is, and nothing else. */
export async function setPaymentStatus(
  { db, company_id }: Pick<Context, 'db' | 'company_id'>,
  order_id: string,
  payment_status: LockedOrder['payment_status'],
): Promise<void> {
  await db
    .update(orders)
    .set({ payment_status, updated_at: now() })
    .where(and(eq(orders.company_id, company_id), eq(orders.id, order_id)));
}
