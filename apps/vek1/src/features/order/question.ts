import { formatCents } from '@/format/money.ts';
import type { Order, OrderStatus } from '@/trpc/wire.ts';

/** What is asked before a step that is taken only after a second thought. */
export interface Question {
  title: string;
  warning: string;
  reason: 'optional' | 'required' | 'none';
  example: string;
  answer: string;
  dangerous: boolean;
  /** Whether to ask which items go back on the shelf. */
  restock: boolean;
  /** Whether to ask by what the customer follows it. */
  tracking?: boolean;
}

/** The question before taking the order to `to`; null where a click is enough. */
export function questionBefore(order: Order, to: OrderStatus): Question | null {
  const common = { reason: 'optional', dangerous: true, restock: false } as const;
  if (to === 'cancelled') {
    return {
      ...common,
      title: `Cancelar o pedido #${order.number}?`,
      warning:
        order.payment_status === 'paid'
          ? 'O cliente já pagou: o dinheiro terá de ser devolvido. Um pedido cancelado não volta.'
          : 'Os itens voltam para o estoque. Um pedido cancelado não volta.',
      example: 'Ex.: o cliente desistiu',
      answer: 'Cancelar pedido',
    };
  }
  if (to === 'refunded') {
    return {
      ...common,
      reason: 'required',
      title: `O dinheiro do pedido #${order.number} já voltou?`,
      warning: 'Marque só depois de devolver por fora. Um pedido reembolsado não volta.',
      example: 'Ex.: devolvido por PIX na chave do cliente',
      answer: 'Marcar como reembolsado',
    };
  }
  if (to === 'returned') {
    return {
      ...common,
      dangerous: false,
      restock: true,
      title: `O pedido #${order.number} voltou?`,
      warning: 'Marque o que pode ser vendido de novo: só isso volta para o estoque.',
      example: 'Ex.: endereço errado',
      answer: 'Marcar como devolvido à loja',
    };
  }
  if (to === 'confirmed' && order.status === 'awaiting_payment') {
    return {
      ...common,
      reason: 'required',
      dangerous: false,
      title: `Confirmar o pedido #${order.number} sem PIX?`,
      warning:
        'O pagamento ainda não caiu. Confirme só se o dinheiro chegou por outro caminho, e conte qual.',
      example: 'Ex.: pagou em dinheiro na loja',
      answer: 'Confirmar pedido',
    };
  }
  if (to === 'confirmed' && order.status === 'awaiting_proof') {
    return {
      ...common,
      dangerous: false,
      title: `O PIX do pedido #${order.number} caiu?`,
      warning: `Confirme só depois de ver ${formatCents(order.total_cents)} na conta da loja.`,
      example: 'Ex.: vi no extrato às 14h10',
      answer: 'Confirmar pagamento',
    };
  }
  if (to === 'shipped' && order.delivery?.kind !== 'pick_up') {
    return {
      ...common,
      reason: 'none',
      dangerous: false,
      tracking: true,
      title: `O pedido #${order.number} saiu?`,
      warning: 'O cliente é avisado no WhatsApp. Com rastreio, ele acompanha sozinho.',
      example: '',
      answer: 'Marcar como enviado',
    };
  }
  if (to === 'delivered' && order.payment_method === 'cash_on_delivery') {
    return {
      ...common,
      dangerous: false,
      title: `O pedido #${order.number} foi entregue e pago?`,
      warning: `${formatCents(order.total_cents)} entram como recebidos na entrega.`,
      example: 'Ex.: pagou com uma nota de R$ 100',
      answer: 'Entregue e pago',
    };
  }
  return null;
}

/** The question before a receipt is refused. The customer is told the answer. */
export const refusalOf = (order: Order): Question => ({
  reason: 'required',
  dangerous: true,
  restock: false,
  title: `Recusar o comprovante do pedido #${order.number}?`,
  warning: 'O cliente recebe o motivo no WhatsApp e um novo prazo para mandar outro.',
  example: 'Ex.: o valor do comprovante é menor que o do pedido',
  answer: 'Recusar comprovante',
});
