import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { requestRefund as requestOfGateway } from '../../payment/operations/request-refund.ts';
import { RefundOrder } from '../contract.ts';
import { paymentToReturn } from '../payment-to-return.ts';
import { lockOrder } from '../rows.ts';
import { setMoney } from '../walk-edge.ts';

export const requestRefund = command({
  name: 'order.requestRefund',
  summary:
    'A person wants a payment of the gateway given back: kept as pending, with the job that asks for it',
  access: internal.tenant,
  audit: { target: 'order' },
  input: RefundOrder,
  output: z.object({ store_id: Id, charge_id: z.string() }),
}).handle(async (context, { id, attempt_id, reason }) => {
  const { db, company_id, call, before } = context;
  const order = await lockOrder(db, company_id, id);
  before({ status: order.status, payment_status: order.payment_status });
  const money = await paymentToReturn(context, order, attempt_id);
  const asked = await call(requestOfGateway, {
    attempt_id: money.attempt_id,
    reason: reason ?? `Pedido #${order.number}`,
  });
  await setMoney(context, order);
  return asked;
});
