import { app } from '../../kernel/access.ts';
import { flow } from '../../kernel/operation.ts';
import { CreatedOrder, CreateOrder } from '../contract.ts';
import { chargeOrder } from './charge-order.ts';
import { createOrder } from './create-order.ts';
import { readOrder } from './read-order.ts';

export const placeOrder = flow({
  name: 'order.place',
  summary:
    'Creates an order and charges it: answers with the PIX code, or without one if the gateway is slow (it follows)',
  access: app.store.orService.orAgent,
  rest: { method: 'post', path: '/internal/orders/place', status: 201 },
  trpc: true,
  input: CreateOrder,
  output: CreatedOrder,
}).handle(async ({ call }, input) => {
  const { id, dropped } = await call(createOrder, input);
  // What fails here is charged by the job that the order left behind.
  await call(chargeOrder, { order_id: id }).catch(() => undefined);
  return { ...(await call(readOrder, { id })), dropped };
});
