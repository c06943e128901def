import { z } from 'zod';
import { OtherMethod } from '../../order/contract.ts';
import { payAgain } from '../operations/pay-again.ts';
import { NOBODY, OrderNumber } from './check-order-status.ts';
import { orderForModel } from './order-for-model.ts';
import { tool } from './tool.ts';

export const renewOrderTool = tool({
  name: 'renew_order',
  description:
    'Para um pedido deste cliente que ainda não foi pago: o código de novo, um código novo se o prazo terminou há até 7 dias, ou outra forma de PIX se ele ainda espera. O código é enviado pelo sistema logo depois da sua resposta: não o escreva.',
  input: z.strictObject({
    number: OrderNumber.optional().describe('O pedido; sem número, o mais recente'),
    payment_method: OtherMethod.optional().describe('Só se o cliente quer pagar de outra forma'),
  }),
  operation: payAgain,
  bind: ({ store_id, lead_id }, { number, payment_method }) => ({
    store_id,
    lead_id: lead_id ?? NOBODY,
    ...(number !== undefined && { number: Number(number.replace(/\D/g, '')) }),
    ...(payment_method !== undefined && { payment_method }),
  }),
  show: orderForModel,
  rehearse: async () => ({ status: 'dry_run' }),
});
