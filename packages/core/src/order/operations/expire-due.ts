import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { flow } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { recordPayment } from '../../payment/operations/record-payment.ts';
import { expireOrder } from './expire-order.ts';
import { findDue } from './find-due.ts';

export const expireDue = flow({
  name: 'order.expireDue',
  summary: 'The time to pay is over: asks the gateway one last time, then gives the stock back',
  access: internal.tenant,
  input: z.strictObject({ order_id: Id }),
  output: z.object({ expired: z.boolean() }),
}).handle(async ({ gateways, call, vault, signal }, { order_id }) => {
  const { due } = await call(findDue, { order_id });
  if (!due) return { expired: false };
  if (due.external_id && due.sealed_api_key) {
    const charge = await gateways.pix.getCharge(
      { api_key: vault.open(due.sealed_api_key) },
      due.external_id,
      signal,
    );
    if (charge?.status === 'paid') {
      await call(recordPayment, { attempt_id: due.attempt_id, amount_cents: charge.amount_cents });
      return { expired: false };
    }
  }
  return call(expireOrder, { order_id, status: due.status });
});
