import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { conflict, notFound } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { OrderStatus, RenewOrder } from '../contract.ts';
import { checkPrices } from '../copy-prices.ts';
import { requestPayment } from '../request-payment.ts';
import { lockOrder } from '../rows.ts';
import { stepsFor, WAITS_IN, WALKERS } from '../rules.ts';
import { walkEdge } from '../walk-edge.ts';

export const reopenOrder = command({
  name: 'order.reopen',
  summary: 'Begins the wait of an expired order again, at the prices it had and with its stock held anew',
  access: internal.tenant,
  audit: { target: 'order' },
  input: RenewOrder,
  output: z.object({ status: OrderStatus }),
}).handle(async (context, { id, payment_method: asked }) => {
  const { db, company_id, actor } = context;
  const by = WALKERS[actor.kind];
  const order = await lockOrder(db, company_id, id);
  if (actor.kind === 'agent' && order.lead_id !== actor.lead_id) throw notFound('order');
  const payment_method =
    asked ?? (order.payment_method === 'cash_on_delivery' ? 'pix' : order.payment_method);
  const to = WAITS_IN[payment_method];
  if (order.status === to && order.payment_method === payment_method) return { status: to };
  if (!stepsFor(order, by).includes('renew')) {
    const message = 'Only an order that expired unpaid within the last 7 days begins again.';
    throw conflict(message, 'order.not_renewable', { status: order.status });
  }
  await checkPrices(db, order);
  const set = { payment_method, change_for_cents: null };
  await requestPayment(context, await walkEdge(context, order, to, { by, set }));
  return { status: to };
});
