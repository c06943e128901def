import { and, eq, inArray } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import type { Tx } from '../../kernel/db/open-database.ts';
import { conflict, invalidField, notFound } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { OrderView, Transition } from '../contract.ts';
import { copyPrices } from '../copy-prices.ts';
import { deliveryOf, howDelivered } from '../delivery.ts';
import { requestPayment } from '../request-payment.ts';
import { type LockedOrder, lockOrder, orderView } from '../rows.ts';
import { OWN_OPERATION, targetsFor, WALKERS } from '../rules.ts';
import { order_items, orders } from '../tables.ts';
import { walkEdge } from '../walk-edge.ts';

/** Marks are for what the order has, and only where goods come back one by one. */
async function checkMarks(
  db: Tx,
  company_id: string,
  { id, to, restock = [] }: Pick<Transition, 'id' | 'to' | 'restock'>,
) {
  if (restock.length === 0) return;
  if (to !== 'returned') throw invalidField('restock', 'Only an order that is returned has goods to mark.');
  const real = await db
    .select({ product_id: order_items.product_id })
    .from(order_items)
    .where(
      and(
        eq(order_items.company_id, company_id),
        eq(order_items.order_id, id),
        inArray(order_items.product_id, restock),
      ),
    );
  const known = new Set(real.map((item) => item.product_id));
  const unknown = restock.findIndex((product_id) => !known.has(product_id.toLowerCase()));
  if (unknown >= 0) throw invalidField(`restock.${unknown}`, 'Not a product of this order.');
}

/** Change for a note that is worth less now is for the door to settle. */
const changeOf = ({ change_for_cents }: LockedOrder, total_cents: number): number | null =>
  change_for_cents !== null && change_for_cents >= total_cents ? change_for_cents : null;

/** An order that nobody was promised yet costs what its goods and their delivery cost today. */
async function reprice(db: Tx, order: LockedOrder): Promise<Partial<LockedOrder>> {
  const items_cents = await copyPrices(db, order.company_id, order.id);
  const delivered = await deliveryOf(db, order, howDelivered(order), items_cents);
  const total_cents = items_cents + delivered.delivery_fee_cents;
  return { ...delivered, total_cents, change_for_cents: changeOf(order, total_cents) };
}

/** Only what is sent off can be followed. */
function trackingOf({ to, tracking_code, tracking_url }: Transition): Partial<LockedOrder> {
  const given = { ...(tracking_code && { tracking_code }), ...(tracking_url && { tracking_url }) };
  const [field] = Object.keys(given);
  if (field && to !== 'shipped') throw invalidField(field, 'Only an order that is sent off is tracked.');
  return given;
}

export const transitionOrder = command({
  name: 'order.transition',
  summary: 'Takes an order along an edge of its table. To where it is already: nothing happens',
  access: app.row(orders).orAgent,
  rest: { method: 'post', path: '/internal/orders/{id}/transition' },
  audit: { target: 'order' },
  input: Transition,
  output: OrderView,
}).handle(async (context, transition) => {
  const { id, to, reason, restock } = transition;
  const { db, company_id, actor } = context;
  const by = WALKERS[actor.kind];
  const order = await lockOrder(db, company_id, id);
  if (actor.kind === 'agent' && order.lead_id !== actor.lead_id) throw notFound('order');
  context.before({ status: order.status, payment_status: order.payment_status });
  if (order.status !== to) {
    if (OWN_OPERATION.has(to)) {
      throw conflict(`${to} is not a target of a transition.`, 'order.transition_not_allowed', {
        from: order.status,
        allowed: targetsFor(order, by),
      });
    }
    await checkMarks(db, company_id, transition);
    const asks = order.status === 'draft' && to === 'pending';
    const set = asks ? await reprice(db, order) : trackingOf(transition);
    const moved = await walkEdge(context, order, to, { by, reason, set, restock });
    if (asks) await requestPayment(context, moved);
  }
  return orderView(db, company_id, id, by);
});
