import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { OrderStatus, Transition } from '../../order/contract.ts';
import { transitionOrder } from '../../order/operations/transition-order.ts';
import { findToShip } from './find-to-ship.ts';

const { tracking_code, tracking_url } = Transition.shape;

export const shipOrder = command({
  name: 'chat.ship',
  summary: 'Marks an order of the store as shipped, for the person of the shop who says so in a chat',
  access: internal.tenant,
  input: z.strictObject({ store_id: Id, order: z.string(), tracking_code, tracking_url }),
  output: z.object({ number: z.int(), status: OrderStatus }),
}).handle(async ({ call }, { tracking_code, tracking_url, ...asked }) => {
  const { id } = await call(findToShip, asked);
  const { number, status } = await call(transitionOrder, { id, to: 'shipped', tracking_code, tracking_url });
  return { number, status };
});
