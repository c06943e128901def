import type { DeliveryKind } from '../store/contract.ts';

const PICK_UP = 'Os pedidos são retirados na loja: não há entrega.';
const DELIVERY =
  'Os pedidos são entregues: antes de fechar, peça CEP, rua e número. A taxa de um CEP vem de delivery_fee.';
const EITHER =
  'O cliente retira na loja ou recebe a entrega: pergunte antes de fechar. Para entregar, peça CEP, rua e número. A taxa de um CEP vem de delivery_fee.';

/** What the model is told of how goods come to customers; nothing where the store says nothing. */
export function deliveryLine(deliveries: readonly DeliveryKind[]): string {
  const [only, ...others] = deliveries;
  if (!only) return '';
  if (others.length > 0) return EITHER;
  return only === 'pick_up' ? PICK_UP : DELIVERY;
}
