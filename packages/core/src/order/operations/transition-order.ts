import { and, eq, inArray } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import type { Tx } from '../../kernel/db/open-database.ts';
import { conflict, invalidField, notFound } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { OrderView, Transition } from '../contract.ts';
import { copyPrices } from '../copy-prices.ts';
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
const repriced = ({ change_for_cents }: LockedOrder, total_cents: number): Partial<LockedOrder> => ({
  total_cents,
  change_for_cents: change_for_cents !== null && change_for_cents >= total_cents ? change_for_cents : null,
});

export const transitionOrder = command({
  name: 'order.transition',
  summary: 'Takes an order along an edge of its table. To where it is already: nothing happens',
  access: app.row(orders).orAgent,
  rest: { method: 'post', path: '/internal/orders/{id}/transition' },
  audit: { target: 'order' },
  input: Transition,
  output: OrderView,
}).handle(async (context, { id, to, reason, restock }) => {
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
    await checkMarks(db, company_id, { id, to, restock });
    const asks = order.status === 'draft' && to === 'pending';
    const set = asks ? repriced(order, await copyPrices(db, company_id, id)) : {};
    const moved = await walkEdge(context, order, to, { by, reason, set, restock });
    if (asks) await requestPayment(context, moved);
  }
  return orderView(db, company_id, id, by);
});
