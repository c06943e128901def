import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { conflict, notFound } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { ChangeMethod, OrderStatus } from '../contract.ts';
import { requestPayment } from '../request-payment.ts';
import { lockOrder } from '../rows.ts';
import { targetsFor, WAITS_IN, WALKERS } from '../rules.ts';
import { walkEdge } from '../walk-edge.ts';

export const switchMethod = command({
  name: 'order.switchMethod',
  summary: 'An order that waits for its money waits for it by another way: the old code is still watched',
  access: internal.tenant,
  audit: { target: 'order' },
  input: ChangeMethod,
  output: z.object({ status: OrderStatus }),
}).handle(async (context, { id, payment_method }) => {
  const { db, company_id, actor } = context;
  const by = WALKERS[actor.kind];
  const order = await lockOrder(db, company_id, id);
  if (actor.kind === 'agent' && order.lead_id !== actor.lead_id) throw notFound('order');
  const to = WAITS_IN[payment_method];
  if (order.status === to) return { status: to };
  if (order.status !== 'awaiting_payment' && order.status !== 'awaiting_proof') {
    const message = `The way of paying of an order that is ${order.status} does not change.`;
    throw conflict(message, 'order.transition_not_allowed', {
      from: order.status,
      allowed: targetsFor(order, by),
    });
  }
  context.before({ payment_method: order.payment_method });
  const moved = await walkEdge(context, order, to, { by, set: { payment_method } });
  await requestPayment(context, moved);
  return { status: to };
});
