import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { notFound } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { OrderView } from '../contract.ts';
import { orderView } from '../rows.ts';
import { WALKERS } from '../rules.ts';
import { orders } from '../tables.ts';

export const getOrder = query({
  name: 'order.get',
  summary: 'An order with its items, its events and its payment attempts',
  access: app.row(orders).orAgent,
  rest: { method: 'get', path: '/internal/orders/{id}' },
  input: z.strictObject({ id: Id }),
  output: OrderView,
}).handle(async ({ db, company_id, actor }, { id }) => {
  const order = await orderView(db, company_id, id, WALKERS[actor.kind]);
  // A turn sees its own lead's orders, and no trace of others.
  if (actor.kind === 'agent' && order.lead_id !== actor.lead_id) throw notFound('order');
  return order;
});
