import type { OrderStatus } from '../order/contract.ts';

interface Told {
  number: number;
  total: string;
}

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
  refunded: ({ number, total }) => `O valor de ${total} do pedido #${number} foi devolvido.`,
  expired: ({ number }) =>
    `O prazo para pagar o pedido #${number} terminou e ele foi encerrado. Se ainda quiser, é só me dizer que faço um novo.`,
  cancelled: ({ number }) => `O pedido #${number} foi cancelado. Qualquer dúvida, é só chamar.`,
};

/** An undo, and the end of what was never promised. */
const UNTOLD: ReadonlySet<string> = new Set(['preparing confirmed', 'draft cancelled']);

/** What a customer is told when an order goes from one state to another; undefined where nothing is. */
export const messageOf = (from: OrderStatus, to: OrderStatus): ((order: Told) => string) | undefined =>
  UNTOLD.has(`${from} ${to}`) ? undefined : ORDER_MESSAGES[to];

export const REFUND_DUE = ({ number, total }: Told): string =>
  `Recebemos o pagamento de ${total} do pedido #${number}, mas ele já não podia ser atendido. A loja vai devolver o valor e falar com você.`;
