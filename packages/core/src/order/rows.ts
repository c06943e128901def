import { and, asc, eq } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import type { Reader, Tx } from '../kernel/db/open-database.ts';
import { found, invalidField } from '../kernel/errors.ts';
import type { CommandContext } from '../kernel/operation.ts';
import { payment_attempts, payment_proofs, payments } from '../payment/tables.ts';
import type { OrderView } from './contract.ts';
import { stepsFor, targetsFor, type Walker } from './rules.ts';
import { order_events, order_items, orders } from './tables.ts';

/** What a command about orders holds. */
export type OrderContext = CommandContext<Exclude<Actor, { kind: 'anonymous' }>, string>;
export type LockedOrder = typeof orders.$inferSelect;

async function lock(db: Tx, company_id: string, id: string): Promise<LockedOrder | undefined> {
  const [order] = await db
    .select()
    .from(orders)
    .where(and(eq(orders.company_id, company_id), eq(orders.id, id)))
    .for('update');
  return order;
}

/** The order, locked until the transaction ends. 404 for another company's. */
export const lockOrder = async (db: Tx, company_id: string, id: string): Promise<LockedOrder> =>
  found(await lock(db, company_id, id), 'order');

/** As `lockOrder`, where a body names it: 422 `order_id`. */
export async function lockNamedOrder(db: Tx, company_id: string, order_id: string): Promise<LockedOrder> {
  const order = await lock(db, company_id, order_id);
  if (!order) throw invalidField('order_id', 'No such order.');
  return order;
}

/** The whole order, and where one of `by` may take it. 404 for another company's. */
export async function orderView(
  db: Reader,
  company_id: string,
  id: string,
  by: readonly Walker[],
): Promise<OrderView> {
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
  const proofs = await db
    .select()
    .from(payment_proofs)
    .where(and(eq(payment_proofs.company_id, company_id), eq(payment_proofs.order_id, id)))
    .orderBy(asc(payment_proofs.created_at));
  const came = await db
    .select()
    .from(payments)
    .where(and(eq(payments.company_id, company_id), eq(payments.order_id, id)))
    .orderBy(asc(payments.recorded_at));
  const head = found(order, 'order');
  const { delivery_kind: kind, delivery_address: address, delivery_fee_cents: fee_cents } = head;
  return {
    ...head,
    delivery: kind && { kind, address, fee_cents },
    items: items.map((item) => ({ ...item, total_cents: item.price_cents * item.quantity })),
    events,
    payment_attempts: attempts,
    payments: came,
    payment_proofs: proofs,
    allowed_targets: targetsFor(head, by),
    allowed_steps: stepsFor(head, by),
  };
}
