import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { lockOrder } from '../rows.ts';
import { walkEdge } from '../walk-edge.ts';

export const cancelDraft = command({
  name: 'order.cancelDraft',
  summary: 'A draft that nobody finished ends',
  access: internal.tenant,
  input: z.strictObject({ order_id: Id }),
  output: z.object({ cancelled: z.boolean() }),
}).handle(async (context, { order_id }) => {
  const order = await lockOrder(context.db, context.company_id, order_id);
  if (order.status !== 'draft') return { cancelled: false };
  await walkEdge(context, order, 'cancelled', { by: ['system'] });
  return { cancelled: true };
});
