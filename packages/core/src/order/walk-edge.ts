import { and, eq, sql } from 'drizzle-orm';
import { actorName } from '../kernel/actor.ts';
import { now } from '../kernel/clock.ts';
import { conflict, invalidField } from '../kernel/errors.ts';
import { formatCents } from '../kernel/money.ts';
import { closeAttempts } from '../payment/operations/close-attempts.ts';
import { payments } from '../payment/tables.ts';
import type { ShortLine } from '../stock/contract.ts';
import { openTask } from '../task/operations/open-task.ts';
import { checkCaps } from './caps.ts';
import type { OrderStatus, PaymentStatus } from './contract.ts';
import { orderMoved } from './events.ts';
import type { LockedOrder, OrderContext } from './rows.ts';
import { type Edge, findEdge, moneyAfter, targetsFor, type Walker } from './rules.ts';
import { STOCK } from './stock-effects.ts';
import { order_events, orders } from './tables.ts';

interface Walk {
  by: readonly Walker[];
  reason?: string;
  set?: Partial<LockedOrder>;
  /** Which products go back on the shelf, where the edge restocks. */
  restock?: readonly string[];
}

async function askForRefund({ db, company_id, call }: OrderContext, order: LockedOrder): Promise<void> {
  const [came] = await db
    .select({ cents: sql<string | null>`sum(${payments.amount_cents})` })
    .from(payments)
    .where(and(eq(payments.company_id, company_id), eq(payments.order_id, order.id)));
  // Money that a person saw elsewhere has no row.
  const cents = Number(came?.cents ?? order.total_cents);
  await call(openTask, {
    store_id: order.store_id,
    kind: 'refund_due',
    subject_id: order.id,
    title: `Pedido #${order.number} cancelado: devolver ${formatCents(cents)}`,
  });
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
  if (edge.attempts) await call(closeAttempts, { order_id: order.id, as: edge.attempts });

  const at = now();
  const payment_status = moneyAfter(edge, order);
  const paid_at = payment_status === 'paid' ? (order.paid_at ?? at) : order.paid_at;
  const changed = {
    status: to,
    status_since: at,
    payment_status,
    paid_at,
    round,
    ...walk.set,
    updated_at: at,
  };
  await db
    .update(orders)
    .set(changed)
    .where(and(eq(orders.company_id, company_id), eq(orders.id, order.id)));
  await db.insert(order_events).values({
    company_id,
    order_id: order.id,
    from_status: order.status,
    to_status: to,
    actor: actorName(actor),
    reason: walk.reason,
    created_at: at,
  });
  if (payment_status === 'refund_due' && order.payment_status !== payment_status) {
    await askForRefund(context, order);
  }
  await emit(orderMoved, { order_id: order.id, from: order.status, to });
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

/** Changes where the money of a locked order is, and nothing else. */
export async function setPaymentStatus(
  { db, company_id }: Pick<OrderContext, 'db' | 'company_id'>,
  order_id: string,
  payment_status: PaymentStatus,
): Promise<void> {
  await db
    .update(orders)
    .set({ payment_status, updated_at: now() })
    .where(and(eq(orders.company_id, company_id), eq(orders.id, order_id)));
}
