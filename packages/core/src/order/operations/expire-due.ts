import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { flow } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { settleCharge } from '../../payment/operations/settle-charge.ts';
import { expireOrder } from './expire-order.ts';
import { findDue } from './find-due.ts';

export const expireDue = flow({
  name: 'order.expireDue',
  summary: 'The time to pay is over: asks the gateway one last time, then gives the stock back',
  access: internal.tenant,
  input: z.strictObject({ order_id: Id }),
  output: z.object({ expired: z.boolean() }),
}).handle(async ({ call }, { order_id }) => {
  const { due } = await call(findDue, { order_id });
  if (!due) return { expired: false };
  const { store_id, status } = due;
  for (const charge_id of due.charge_ids) {
    const { came } = await call(settleCharge, { store_id, charge_id, rung: !due.long_over });
    if (came) return { expired: false };
  }
  return call(expireOrder, { order_id, status });
});
