import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { flow } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { OrderView, OtherMethod } from '../../order/contract.ts';
import { changeMethod } from '../../order/operations/change-method.ts';
import { listOrdersOfLead } from '../../order/operations/list-orders-of-lead.ts';
import { readOrder } from '../../order/operations/read-order.ts';
import { renewOrder } from '../../order/operations/renew-order.ts';

/** Unpaid, and may still be paid. */
const UNPAID: ReadonlySet<string> = new Set(['awaiting_payment', 'awaiting_proof', 'expired']);

export const payAgain = flow({
  name: 'chat.payAgain',
  summary:
    "A new code for the lead's expired order, or another way of paying for one that waits; the newest, if none is named",
  access: internal.tenant,
  input: z.strictObject({
    store_id: Id,
    lead_id: Id,
    number: z.int().min(1).max(2_147_483_647).optional(),
    payment_method: OtherMethod.optional(),
  }),
  output: OrderView,
}).handle(async ({ call }, { payment_method, ...whose }) => {
  const { orders } = await call(listOrdersOfLead, { ...whose, limit: 20 });
  const { id, status } = found(orders.find((order) => UNPAID.has(order.status)) ?? orders[0], 'order');
  if (status === 'awaiting_payment' || status === 'awaiting_proof') {
    return payment_method ? call(changeMethod, { id, payment_method }) : call(readOrder, { id });
  }
  return call(renewOrder, { id, ...(payment_method && { payment_method }) });
});
