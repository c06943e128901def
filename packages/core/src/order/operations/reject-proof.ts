import { app } from '../../kernel/access.ts';
import { conflict } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { extendAttempt } from '../../payment/operations/extend-attempt.ts';
import { OrderView, RejectProof } from '../contract.ts';
import { endWait } from '../end-wait.ts';
import { lockOrder, orderView } from '../rows.ts';
import { stepsFor, targetsFor, WALKERS } from '../rules.ts';
import { orders } from '../tables.ts';
import { walkEdge } from '../walk-edge.ts';

export const rejectProof = command({
  name: 'order.rejectProof',
  summary:
    'The receipt shows no money that came: the customer is told why, and has the whole time for another one',
  access: app.row(orders),
  rest: { method: 'post', path: '/internal/orders/{id}/reject-proof' },
  audit: { target: 'order' },
  input: RejectProof,
  output: OrderView,
}).handle(async (context, { id, reason }) => {
  const { db, company_id, actor, call } = context;
  const by = WALKERS[actor.kind];
  const order = await lockOrder(db, company_id, id);
  if (order.status !== 'awaiting_proof') {
    if (!stepsFor(order, by).includes('reject_proof')) {
      throw conflict('This order has no receipt to refuse.', 'order.transition_not_allowed', {
        from: order.status,
        allowed: targetsFor(order, by),
      });
    }
    await walkEdge(context, order, 'awaiting_proof', { by, reason });
    await endWait(context, { order_id: id, ...(await call(extendAttempt, { order_id: id })) });
  }
  return orderView(db, company_id, id, by);
});
