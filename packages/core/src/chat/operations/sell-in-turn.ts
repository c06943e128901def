import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { AppError } from '../../kernel/errors.ts';
import { flow, serviceOf } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { ensureLead } from '../../lead/operations/ensure-lead.ts';
import { CreatedOrder, CreateOrder } from '../../order/contract.ts';
import { placeOrder } from '../../order/operations/place-order.ts';
import { agentOf } from './open-turn.ts';

const { store_id, lead_id, items, payment_method, change_for_cents, delivery, customer_info, client_key } =
  CreateOrder.shape;

export const sellInTurn = flow({
  name: 'chat.sell',
  summary: "Places the order of a turn; a visitor's needs a phone, and makes them a lead of the store",
  access: internal.tenant,
  input: z.strictObject({
    store_id,
    agent_id: Id,
    turn_id: Id,
    lead_id,
    items,
    payment_method,
    change_for_cents,
    delivery,
    customer_info,
    client_key,
  }),
  output: CreatedOrder,
}).handle(async ({ company_id, actor, as }, { agent_id, turn_id, ...order }) => {
  const visitor_ip = actor.kind === 'agent' ? actor.visitor_ip : undefined;
  const asAgent = (lead: string) =>
    as(agentOf(company_id, { store_id: order.store_id, agent_id, turn_id, lead_id: lead, visitor_ip }));
  if (order.lead_id) return asAgent(order.lead_id).call(placeOrder, order);

  const { name, phone } = order.customer_info;
  if (!phone || phone.replace(/\D/g, '').length < 10) {
    throw new AppError('validation_error', 'A visitor orders with a phone.', {
      reason: 'order.phone_required',
    });
  }
  const lead = await as(serviceOf(company_id, 'chat')).call(ensureLead, {
    store_id: order.store_id,
    channel: 'web',
    external_id: phone.replace(/\D/g, ''),
    phone,
    ...(name && { name }),
  });
  return asAgent(lead.id).call(placeOrder, { ...order, lead_id: lead.id });
});
