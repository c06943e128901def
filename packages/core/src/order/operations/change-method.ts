import { app } from '../../kernel/access.ts';
import { flow } from '../../kernel/operation.ts';
import { ChangeMethod, OrderView } from '../contract.ts';
import { orders } from '../tables.ts';
import { chargeOrder } from './charge-order.ts';
import { readOrder } from './read-order.ts';
import { switchMethod } from './switch-method.ts';

export const changeMethod = flow({
  name: 'order.changeMethod',
  summary:
    'Another way of paying for an order that waits for its money: PIX by the gateway, or to the store’s own key',
  access: app.row(orders).orAgent,
  rest: { method: 'post', path: '/internal/orders/{id}/change-method' },
  input: ChangeMethod,
  output: OrderView,
}).handle(async ({ call }, input) => {
  await call(switchMethod, input);
  // What fails here is charged by the job that the change left behind.
  await call(chargeOrder, { order_id: input.id }).catch(() => undefined);
  return call(readOrder, { id: input.id });
});
