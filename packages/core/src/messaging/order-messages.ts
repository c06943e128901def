import type { OrderStatus } from '../order/contract.ts';

interface Told {
  number: number;
  total: string;
}

/** What a customer is told when an order comes to a state. A state that is not here is not told. */
export const ORDER_MESSAGES: Partial<Record<OrderStatus, (order: Told) => string>> = {
  confirmed: ({ number, total }) => `Pagamento confirmado! ✅ Recebemos ${total} do pedido #${number}. Já vamos preparar tudo para você.`,
  preparing: ({ number }) => `Seu pedido #${number} está sendo preparado.`,
  shipped: ({ number }) => `Seu pedido #${number} saiu para entrega. 🚚`,
  delivered: ({ number }) => `Pedido #${number} entregue. Obrigado pela compra!`,
  expired: ({ number }) =>
    `O prazo para pagar o pedido #${number} terminou e ele foi encerrado. Se ainda quiser, é só me dizer que faço um novo.`,
  cancelled: ({ number }) => `O pedido #${number} foi cancelado. Qualquer dúvida, é só chamar.`,
};

export const REFUND_DUE = ({ number, total }: Told): string =>
  `Recebemos o pagamento de ${total} do pedido #${number}, mas ele já não podia ser atendido. A loja vai devolver o valor e falar com você.`;
