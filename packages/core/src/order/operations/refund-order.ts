import { app } from '../../kernel/access.ts';
import { flow } from '../../kernel/operation.ts';
import { settleCharge } from '../../payment/operations/settle-charge.ts';
import { OrderView, RefundOrder } from '../contract.ts';
import { orders } from '../tables.ts';
import { readOrder } from './read-order.ts';
import { requestRefund } from './request-refund.ts';

export const refundOrder = flow({
  name: 'order.refund',
  summary:
    'Gives a payment of the gateway back, whole: pending until the gateway says that it is done; asked again, nothing happens twice',
  access: app.row(orders),
  rest: { method: 'post', path: '/internal/orders/{id}/refund' },
  input: RefundOrder,
  output: OrderView,
}).handle(async ({ call }, input) => {
  const { store_id, charge_id } = await call(requestRefund, input);
  // What fails here is asked for by the job that the request left behind.
  await call(settleCharge, { store_id, charge_id, rung: true }).catch(() => undefined);
  return call(readOrder, { id: input.id });
});
