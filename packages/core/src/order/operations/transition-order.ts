import { app } from '../../kernel/access.ts';
import { conflict, invalidField } from '../../kernel/errors.ts';
import { formatCents } from '../../kernel/money.ts';
import { command } from '../../kernel/operation.ts';
import { closeAttempts } from '../../payment/operations/close-attempts.ts';
import { openTask } from '../../task/operations/open-task.ts';
import { OrderView, Transition } from '../contract.ts';
import { lockOrder, orderView } from '../rows.ts';
import { OWN_OPERATION, targetsFor } from '../rules.ts';
import { orders } from '../tables.ts';
import { walkEdge } from '../walk-edge.ts';

export const transitionOrder = command({
  name: 'order.transition',
  summary: 'Takes an order along an edge of its table. To where it is already: nothing happens',
  access: app.row(orders),
  rest: { method: 'post', path: '/internal/orders/{id}/transition' },
  audit: { target: 'order' },
  input: Transition,
  output: OrderView,
}).handle(async (context, { id, to, reason }) => {
  const { db, company_id, call } = context;
  const order = await lockOrder(db, company_id, id);
  context.before({ status: order.status, payment_status: order.payment_status });
  if (order.status !== to) {
    if (OWN_OPERATION.has(to)) {
      throw conflict(`${to} is not a target of a transition.`, 'order.transition_not_allowed', {
        from: order.status,
        allowed: targetsFor(order.status, 'merchant'),
      });
    }
    if (to === 'confirmed' && order.status === 'awaiting_payment' && !reason) {
      throw invalidField('reason', 'Say why an unpaid order is confirmed.', 'order.reason_required');
    }
    const owed = to === 'cancelled' && order.payment_status === 'paid';
    await walkEdge(context, order, to, { by: 'merchant', reason, set: owed ? { payment_status: 'refund_due' } : {} });
    if (to === 'confirmed' || to === 'cancelled') await call(closeAttempts, { order_id: id, as: 'superseded' });
    if (owed) {
      await call(openTask, {
        store_id: order.store_id,
        kind: 'refund_due',
        subject_id: id,
        title: `Pedido #${order.number} cancelado: devolver ${formatCents(order.total_cents)}`,
      });
    }
  }
  return orderView(db, company_id, id);
});
