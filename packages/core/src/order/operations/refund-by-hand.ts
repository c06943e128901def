import { app } from '../../kernel/access.ts';
import { conflict } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { markPayments } from '../../payment/operations/mark-payments.ts';
import { OrderView, RefundByHand } from '../contract.ts';
import { moneyReturned } from '../events.ts';
import { BY_HAND, closeRefundTasks } from '../money-effects.ts';
import { paymentToReturn } from '../payment-to-return.ts';
import { lockOrder, orderView } from '../rows.ts';
import { findEdge, WALKERS } from '../rules.ts';
import { orders } from '../tables.ts';
import { setMoney, walkEdge } from '../walk-edge.ts';

const MERCHANT = ['merchant'] as const;

export const refundByHand = command({
  name: 'order.refundByHand',
  summary:
    'A person gave the money back by other means, and says how. 409 while the gateway is giving it back: it would go back twice',
  access: app.row(orders),
  rest: { method: 'post', path: '/internal/orders/{id}/refund-by-hand' },
  audit: { target: 'order' },
  input: RefundByHand,
  output: OrderView,
}).handle(async (context, { id, attempt_id, reason }) => {
  const { db, company_id, call, before, actor, emit } = context;
  const order = await lockOrder(db, company_id, id);
  before({ status: order.status, payment_status: order.payment_status });
  const view = () => orderView(db, company_id, id, WALKERS[actor.kind]);
  const own = attempt_id === undefined || attempt_id === order.paid_attempt_id;
  if (own && findEdge(order, 'refunded', MERCHANT)) {
    await walkEdge(context, order, 'refunded', { by: MERCHANT, reason });
    return view();
  }
  const seen_elsewhere = order.paid_at !== null && order.paid_attempt_id === null;
  if (attempt_id === undefined && seen_elsewhere && order.payment_status === 'refund_due') {
    await closeRefundTasks(call, id);
    await setMoney(context, order, { payment_status: 'refunded' });
    return view();
  }
  const money = await paymentToReturn(context, order, attempt_id);
  if (money.status === 'refund_pending') {
    throw conflict('The gateway is giving this money back already.', 'payment.refund_pending');
  }
  const { marked } = await call(markPayments, {
    order_id: id,
    attempt_id: money.attempt_id,
    from: BY_HAND,
    to: 'refunded',
    reason,
  });
  if (marked.length > 0) {
    await closeRefundTasks(call, money.attempt_id);
    await setMoney(context, order);
    await emit(moneyReturned, { order_id: id, attempt_id: money.attempt_id });
  }
  return view();
});
