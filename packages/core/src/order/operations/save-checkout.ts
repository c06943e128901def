import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { ChargeFacts } from '../../payment/contract.ts';
import { saveCharge } from '../../payment/operations/save-charge.ts';
import { endWait } from '../end-wait.ts';
import { codeIssued } from '../events.ts';
import { lockOrder } from '../rows.ts';
import { walkEdge } from '../walk-edge.ts';

export const saveCheckout = command({
  name: 'order.saveCheckout',
  summary: 'The charge exists: the order now waits for its payment, and a timer for its end',
  access: internal.tenant,
  input: z.strictObject({ order_id: Id, attempt_id: Id, charge: ChargeFacts }),
  output: z.object({}),
}).handle(async (context, { order_id, attempt_id, charge }) => {
  const order = await lockOrder(context.db, context.company_id, order_id);
  const saved = await context.call(saveCharge, { attempt_id, charge });
  if (order.status === 'pending' && saved.status === 'open') {
    await walkEdge(context, order, 'awaiting_payment', { by: ['system'] });
  }
  if (saved.status === 'open') await context.emit(codeIssued, { order_id });
  const { expires_at } = charge;
  if (expires_at) await endWait(context, { order_id, attempt_id: saved.attempt_id, expires_at });
  return {};
});
