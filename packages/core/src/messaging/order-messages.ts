import type { OrderStatus } from '../order/contract.ts';

export interface Told {
  number: number;
  total: string;
}

export const MONEY_RETURNED = ({ number, total }: Told): string =>
  `O valor de ${total} do pedido #${number} foi devolvido.`;

/** What a customer is told when an order comes to a state. A state that is not here is not told. */
export const ORDER_MESSAGES: Partial<Record<OrderStatus, (order: Told) => string>> = {
  proof_submitted: ({ number }) =>
    `Recebemos o comprovante do pedido #${number}. A loja vai conferir o pagamento e já avisamos você.`,
  confirmed: ({ number, total }) =>
    `Pagamento confirmado! ✅ Recebemos ${total} do pedido #${number}. Já vamos preparar tudo para você.`,
  preparing: ({ number }) => `Seu pedido #${number} está sendo preparado.`,
  shipped: ({ number }) => `Seu pedido #${number} saiu para entrega. 🚚`,
  delivered: ({ number }) => `Pedido #${number} entregue. Obrigado pela compra!`,
  returned: ({ number }) => `A devolução do pedido #${number} foi registrada.`,
  refunded: MONEY_RETURNED,
  expired: ({ number }) =>
    `O prazo para pagar o pedido #${number} terminou e ele foi encerrado. Se ainda quiser, é só me dizer que faço um novo.`,
  cancelled: ({ number }) => `O pedido #${number} foi cancelado. Qualquer dúvida, é só chamar.`,
};

/** An undo, and the end of what was never promised. */
const UNTOLD: ReadonlySet<string> = new Set(['preparing confirmed', 'draft cancelled']);

/** Nobody could pay what never had a code. */
const NEVER_CHARGED = ({ number }: Told): string =>
  `Não consegui concluir o pedido #${number} a tempo, e ele foi encerrado. Se ainda quiser, é só me dizer que faço um novo.`;

/** What a customer is told when an order goes from one state to another; undefined where nothing is. */
export function messageOf(from: OrderStatus, to: OrderStatus): ((order: Told) => string) | undefined {
  if (UNTOLD.has(`${from} ${to}`)) return undefined;
  return from === 'pending' && to === 'expired' ? NEVER_CHARGED : ORDER_MESSAGES[to];
}

export const REFUND_DUE = ({ number, total }: Told): string =>
  `Recebemos o pagamento de ${total} do pedido #${number}, mas ele já não podia ser atendido. A loja vai devolver o valor e falar com você.`;

export const CHARGE_FAILED = ({ number }: Told): string =>
  `Não consegui gerar o PIX do pedido #${number} agora. Já avisei a loja, que vai falar com você para combinar o pagamento.`;
