import type { OrderStatus } from '../order/contract.ts';
import type { PaymentMethod } from '../payment/contract.ts';

export interface Told {
  number: number;
  total: string;
  payment_method: PaymentMethod;
  /** The note that change is brought for, as it is said. */
  change_for: string | null;
  /** Why a person did it. */
  reason: string | null;
  /** When the wait for money ends, as it is said. */
  until: string | null;
  tracking_code: string | null;
  tracking_url: string | null;
}

type Say = (order: Told) => string;

export const MONEY_RETURNED = ({ number, total }: Told): string =>
  `O valor de ${total} do pedido #${number} foi devolvido.`;

const confirmed: Say = ({ number, total, payment_method, change_for }) => {
  if (payment_method !== 'cash_on_delivery')
    return `Pagamento confirmado! ✅ Recebemos ${total} do pedido #${number}. Já vamos preparar tudo para você.`;
  const change = change_for ? `, e levamos troco para ${change_for}` : '';
  return `Pedido #${number} confirmado! ✅ Você paga ${total} na entrega${change}. Já vamos preparar tudo para você.`;
};

const shipped: Say = ({ number, tracking_code, tracking_url }) =>
  [
    `Seu pedido #${number} saiu para entrega. 🚚`,
    tracking_code && `Código de rastreio: ${tracking_code}`,
    tracking_url && `Acompanhe por aqui: ${tracking_url}`,
  ]
    .filter(Boolean)
    .join('\n');

/** What a customer is told when an order comes to a state. A state that is not here is not told. */
export const ORDER_MESSAGES: Partial<Record<OrderStatus, Say>> = {
  proof_submitted: ({ number }) =>
    `Recebemos o comprovante do pedido #${number}. A loja vai conferir o pagamento e já avisamos você.`,
  confirmed,
  preparing: ({ number }) => `Seu pedido #${number} está sendo preparado.`,
  shipped,
  delivered: ({ number }) => `Pedido #${number} entregue. Obrigado pela compra!`,
  returned: ({ number }) => `A devolução do pedido #${number} foi registrada.`,
  refunded: MONEY_RETURNED,
  expired: ({ number }) =>
    `O prazo para pagar o pedido #${number} terminou e ele foi encerrado. Se ainda quiser, é só me dizer que mando um novo código.`,
  cancelled: ({ number }) => `O pedido #${number} foi cancelado. Qualquer dúvida, é só chamar.`,
};

/** Nobody could pay what never had a code, or what the shop never took on. */
const NEVER_CHARGED = ({ number }: Told): string =>
  `Não consegui concluir o pedido #${number} a tempo, e ele foi encerrado. Se ainda quiser, é só me dizer que faço um novo.`;

/** What is told of an edge, where its end alone would say something else. */
const EDGE_MESSAGES = new Map<string, Say | null>([
  // An undo, and the end of what was never promised.
  ['preparing confirmed', null],
  ['draft cancelled', null],
  ['pending expired', NEVER_CHARGED],
  [
    'proof_submitted awaiting_proof',
    ({ number, reason, until }) =>
      [
        `Não deu para confirmar o comprovante do pedido #${number}${reason ? `: ${reason.replace(/[.\s]+$/, '')}` : ''}.`,
        `Confira e mande outro por aqui${until ? ` até ${until}` : ''}.`,
      ].join(' '),
  ],
]);

/** What a customer is told when an order goes from one state to another; undefined where nothing is. */
export function messageOf(from: OrderStatus, to: OrderStatus): Say | undefined {
  const of_edge = EDGE_MESSAGES.get(`${from} ${to}`);
  return of_edge === undefined ? ORDER_MESSAGES[to] : (of_edge ?? undefined);
}

/** States that an order may come to again, for a reason of its own each time. */
const COMES_AGAIN: ReadonlySet<OrderStatus> = new Set(['awaiting_proof', 'proof_submitted', 'expired']);

/** Names what is told: once per state, or once each time where it comes again. */
export const causeOf = (order_id: string, to: OrderStatus, event_id: number | undefined): string =>
  `order:${order_id}:${to}${COMES_AGAIN.has(to) && event_id !== undefined ? `:${event_id}` : ''}`;

export const REFUND_DUE = ({ number, total }: Told): string =>
  `Recebemos o pagamento de ${total} do pedido #${number}, mas ele já não podia ser atendido. A loja vai devolver o valor e falar com você.`;

export const CHARGE_FAILED = ({ number }: Told): string =>
  `Não consegui gerar o PIX do pedido #${number} agora. Já avisei a loja, que vai falar com você para combinar o pagamento.`;

export const UNREADABLE_PROOF =
  'Não consegui abrir este arquivo. Pode mandar o comprovante de novo, em foto ou PDF de até 10 MB?';

/** What is told of a receipt where the order itself did not move. */
export function proofMessageOf({
  number,
  taken,
}: {
  number: number;
  taken: 'submitted' | 'kept' | 'late';
}): string | undefined {
  switch (taken) {
    case 'submitted':
      return undefined;
    case 'kept':
      return `Recebemos. O comprovante do pedido #${number} já está com a loja, que vai conferir e avisar você.`;
    case 'late':
      return `Recebemos o comprovante do pedido #${number}, mas o prazo tinha terminado e o estoque acabou. A loja vai conferir e falar com você.`;
  }
}
