import { z } from 'zod';
import { Transition } from '../../order/contract.ts';
import { findToShip } from '../operations/find-to-ship.ts';
import { shipOrder } from '../operations/ship-order.ts';
import { tool } from './tool.ts';

const { tracking_code, tracking_url } = Transition.shape;

export const confirmShippingTool = tool({
  name: 'confirm_shipping',
  for: 'merchant',
  description: 'Marca um pedido da loja como enviado, quando a pessoa da loja diz que ele saiu.',
  input: z.strictObject({
    order_id: z
      .string()
      .trim()
      .regex(/^(#?\s*\d{1,9}|[\da-f-]{36})$/i, 'Um número de pedido, p. ex. #1042, ou o seu id'),
    tracking_code: tracking_code.describe('O código de rastreio, se a pessoa disse'),
    tracking_url: tracking_url.describe('O endereço onde se acompanha, se a pessoa disse'),
  }),
  operation: shipOrder,
  bind: ({ store_id }, { order_id, ...tracking }) => ({ store_id, order: order_id, ...tracking }),
  show: ({ number, status }) => ({ number: `#${number}`, status }),
  rehearse: async (call, { store_id }, { order_id }) => {
    const { number } = await call(findToShip, { store_id, order: order_id });
    return { number: `#${number}`, status: 'dry_run' };
  },
});
