import { app } from '../../kernel/access.ts';
import { flow } from '../../kernel/operation.ts';
import { OrderView, RenewOrder } from '../contract.ts';
import { orders } from '../tables.ts';
import { chargeOrder } from './charge-order.ts';
import { readOrder } from './read-order.ts';
import { reopenOrder } from './reopen-order.ts';

export const renewOrder = flow({
  name: 'order.renew',
  summary:
    'A new code for an order that expired within 7 days, where its prices are still the same and its stock is there',
  access: app.row(orders).orAgent,
  rest: { method: 'post', path: '/internal/orders/{id}/renew' },
  input: RenewOrder,
  output: OrderView,
}).handle(async ({ call }, input) => {
  await call(reopenOrder, input);
  // What fails here is charged by the job that the order left behind.
  await call(chargeOrder, { order_id: input.id }).catch(() => undefined);
  return call(readOrder, { id: input.id });
});
