import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { OrderStatus } from '../contract.ts';
import { lockOrder } from '../rows.ts';
import { walkEdge } from '../walk-edge.ts';

export const expireOrder = command({
  name: 'order.expire',
  summary: 'Ends the wait for money, if the order still is in the state that was looked at',
  access: internal.tenant,
  input: z.strictObject({ order_id: Id, status: OrderStatus }),
  output: z.object({ expired: z.boolean() }),
}).handle(async (context, { order_id, status }) => {
  const order = await lockOrder(context.db, context.company_id, order_id);
  if (order.status !== status) return { expired: false };
  await walkEdge(context, order, 'expired', { by: ['system'] });
  return { expired: true };
});
