import { and, eq } from 'drizzle-orm';
import { actorName } from '../kernel/actor.ts';
import { now } from '../kernel/clock.ts';
import { conflict, found, invalidField } from '../kernel/errors.ts';
import { closeAttempts } from '../payment/operations/close-attempts.ts';
import { payments } from '../payment/tables.ts';
import type { ShortLine } from '../stock/contract.ts';
import { closeTasks } from '../task/operations/close-tasks.ts';
import { checkCaps } from './caps.ts';
import type { OrderStatus } from './contract.ts';
import { orderMoved } from './events.ts';
import { MONEY_STEPS } from './money-effects.ts';
import type { LockedOrder, OrderContext } from './rows.ts';
import {
  attemptsAfter,
  type Edge,
  findEdge,
  moneyAfter,
  moneyFrom,
  targetsFor,
  type Walker,
} from './rules.ts';
import { STOCK } from './stock-effects.ts';
import { order_events, orders } from './tables.ts';

interface Walk {
  by: readonly Walker[];
  reason?: string;
  set?: Partial<LockedOrder>;
  /** Which products go back on the shelf, where the edge restocks. */
  restock?: readonly string[];
}

/** The edge to walk. 409 `order.transition_not_allowed`, 422 `order.reason_required`. */
function edgeFor(order: LockedOrder, to: OrderStatus, { by, reason }: Walk): Edge {
  const edge = findEdge(order, to, by);
  if (!edge) {
    throw conflict(`An order that is ${order.status} cannot become ${to}.`, 'order.transition_not_allowed', {
      from: order.status,
      allowed: targetsFor(order, by),
    });
  }
  if (edge.reason && !reason && !by.includes('system')) {
    const message = `Say why an order that is ${order.status} becomes ${to}.`;
    throw invalidField('reason', message, 'order.reason_required');
  }
  return edge;
}

/**
 * The only way an order changes its state: along an edge of the table, with the edge's effects on stock, money
 * and attempts, its event, and its listeners. `order` is locked. Where the stock is short nothing happens.
 */
export async function tryEdge(
  context: OrderContext,
  order: LockedOrder,
  to: OrderStatus,
  walk: Walk,
): Promise<{ order: LockedOrder; short: ShortLine[] }> {
  const edge = edgeFor(order, to, walk);
  const { db, company_id, actor, call, emit } = context;
  const { short, round = order.round } = await STOCK[edge.stock](context, order, walk.restock ?? []);
  if (short.length > 0) return { order, short };
  if (edge.stock === 'hold' && walk.by.includes('customer'))
    await checkCaps(db, company_id, order, { orders: 1, units: 0 });
  const closed_as = attemptsAfter(edge, order);
  if (closed_as) await call(closeAttempts, { order_id: order.id, as: closed_as });
  // A person has looked at its receipts. Where the house confirms by another payment, they may show a second one.
  if (order.status === 'proof_submitted' && !walk.by.includes('system'))
    await call(closeTasks, { kind: 'proof_to_check', order_id: order.id });

  const { by, reason } = walk;
  const of_money = await MONEY_STEPS[edge.money]?.(context, { order, by, reason });

  const at = now();
  const payment_status = moneyAfter(edge, order);
  const paid_at = payment_status === 'paid' ? (order.paid_at ?? at) : order.paid_at;
  const changed = {
    status: to,
    status_since: at,
    payment_status,
    paid_at,
    round,
    ...of_money,
    ...walk.set,
    updated_at: at,
  };
  await db
    .update(orders)
    .set(changed)
    .where(and(eq(orders.company_id, company_id), eq(orders.id, order.id)));
  const [event] = await db
    .insert(order_events)
    .values({
      company_id,
      order_id: order.id,
      from_status: order.status,
      to_status: to,
      actor: actorName(actor),
      reason,
      created_at: at,
    })
    .returning({ id: order_events.id });
  const { id: event_id } = found(event, 'order event');
  await emit(orderMoved, { order_id: order.id, from: order.status, to, event_id });
  return { order: { ...order, ...changed }, short: [] };
}

/** As `tryEdge`, and 409 `order.out_of_stock` where the stock is short. */
export async function walkEdge(
  context: OrderContext,
  order: LockedOrder,
  to: OrderStatus,
  walk: Walk,
): Promise<LockedOrder> {
  const walked = await tryEdge(context, order, to, walk);
  if (walked.short.length > 0) throw outOfStock(walked.short);
  return walked.order;
}

export const outOfStock = (items: ShortLine[]) =>
  conflict('There is not enough in stock.', 'order.out_of_stock', { items });

/** Writes where the money of a locked order is, as its payments say, and what of it is the order's own. */
export async function setMoney(
  { db, company_id }: Pick<OrderContext, 'db' | 'company_id'>,
  order: LockedOrder,
  own: Partial<Pick<LockedOrder, 'paid_attempt_id' | 'paid_at' | 'payment_method' | 'payment_status'>> = {},
): Promise<void> {
  const came = await db
    .select({
      attempt_id: payments.attempt_id,
      status: payments.status,
      disputed_at: payments.disputed_at,
    })
    .from(payments)
    .where(and(eq(payments.company_id, company_id), eq(payments.order_id, order.id)));
  await db
    .update(orders)
    .set({ ...own, payment_status: moneyFrom({ ...order, ...own }, came), updated_at: now() })
    .where(and(eq(orders.company_id, company_id), eq(orders.id, order.id)));
}
