import type { Tone } from '@/components/ui/badge.tsx';
import type { Order, OrderEvent, OrderStatus } from '@/trpc/wire.ts';

/** In the order an order lives them. */
export const STATUS: Record<OrderStatus, { label: string; tone: Tone }> = {
  draft: { label: 'Rascunho', tone: 'quiet' },
  pending: { label: 'Novo', tone: 'waiting' },
  awaiting_payment: { label: 'Aguardando pagamento', tone: 'waiting' },
  awaiting_proof: { label: 'Aguardando comprovante', tone: 'waiting' },
  proof_submitted: { label: 'Comprovante recebido', tone: 'waiting' },
  confirmed: { label: 'Confirmado', tone: 'good' },
  preparing: { label: 'Em preparo', tone: 'moving' },
  shipped: { label: 'Enviado', tone: 'moving' },
  delivered: { label: 'Entregue', tone: 'quiet' },
  returned: { label: 'Voltou', tone: 'quiet' },
  expired: { label: 'Expirado', tone: 'quiet' },
  cancelled: { label: 'Cancelado', tone: 'quiet' },
  refunded: { label: 'Reembolsado', tone: 'quiet' },
};

export const STATUSES = Object.keys(STATUS) as OrderStatus[]; // the record above has each of them, and no other

/** What a merchant looks for; the key stands in the page's address. */
export const FILTERS = {
  novos: { label: 'Novos', statuses: ['draft', 'pending'] },
  a_pagar: { label: 'A pagar', statuses: ['awaiting_payment', 'awaiting_proof'] },
  comprovantes: { label: 'Comprovantes', statuses: ['proof_submitted'] },
  confirmados: { label: 'Confirmados', statuses: ['confirmed'] },
  em_preparo: { label: 'Em preparo', statuses: ['preparing'] },
  enviados: { label: 'Enviados', statuses: ['shipped'] },
  entregues: { label: 'Entregues', statuses: ['delivered'] },
  expirados: { label: 'Expirados', statuses: ['expired'] },
  cancelados: { label: 'Cancelados', statuses: ['cancelled', 'returned', 'refunded'] },
} satisfies Record<string, { label: string; statuses: OrderStatus[] }>;

export type Filter = keyof typeof FILTERS;

/** Money that needs a person's eye. */
export const MONEY_ALERT: Partial<Record<Order['payment_status'], { badge: string; sentence: string }>> = {
  flagged: {
    badge: 'Valor diferente',
    sentence: 'O valor pago não bate com o do pedido. Confira antes de enviar.',
  },
  refund_due: { badge: 'Devolver', sentence: 'Este dinheiro precisa voltar para o cliente.' },
  refund_failed: {
    badge: 'Devolução falhou',
    sentence: 'A devolução não foi aceita. O cliente ainda espera o dinheiro.',
  },
  disputed: { badge: 'Contestado', sentence: 'O cliente contestou este pagamento.' },
};

const ACTIONS: Partial<Record<OrderStatus, string>> = {
  pending: 'Fechar pedido',
  confirmed: 'Confirmar',
  preparing: 'Preparar',
  shipped: 'Enviar',
  delivered: 'Entregue',
  returned: 'Voltou',
  cancelled: 'Cancelar',
  refunded: 'Reembolsar',
};

/** Where a button says more than where it leads. */
const FROM_TO: Record<string, string> = {
  'preparing confirmed': 'Desfazer preparo',
  'shipped preparing': 'Desfazer envio',
  'awaiting_proof confirmed': 'Confirmar pagamento',
  'proof_submitted confirmed': 'Aceitar comprovante',
};

/** What the merchant's button says, by where it leads and, if it matters, from where and how it is paid. */
export function actionLabel(from: OrderStatus, to: OrderStatus, method?: Order['payment_method']): string {
  if (from === 'pending' && to === 'confirmed' && method === 'cash_on_delivery') return 'Aceitar pedido';
  return FROM_TO[`${from} ${to}`] ?? ACTIONS[to] ?? STATUS[to].label;
}

const HAPPENED: Record<OrderStatus, string> = {
  draft: 'Rascunho criado',
  pending: 'Pedido fechado',
  awaiting_payment: 'PIX gerado, aguardando pagamento',
  awaiting_proof: 'Aguardando comprovante',
  proof_submitted: 'Comprovante recebido',
  confirmed: 'Pedido confirmado',
  preparing: 'Preparo começou',
  shipped: 'Pedido enviado',
  delivered: 'Pedido entregue',
  returned: 'Pedido voltou para a loja',
  expired: 'Prazo terminou sem pagamento',
  cancelled: 'Pedido cancelado',
  refunded: 'Dinheiro devolvido ao cliente',
};

const HAPPENED_FROM_TO: Record<string, string> = {
  'preparing confirmed': 'Preparo desfeito',
  'shipped preparing': 'Envio desfeito',
  'pending expired': 'Prazo terminou',
  'awaiting_payment awaiting_proof': 'Trocado para PIX manual, aguardando comprovante',
  'awaiting_proof awaiting_payment': 'Trocado para PIX automático',
  'proof_submitted awaiting_proof': 'Comprovante recusado',
  'proof_submitted confirmed': 'Comprovante aceito, pedido confirmado',
  'expired awaiting_payment': 'Pedido retomado, PIX gerado',
  'expired awaiting_proof': 'Pedido retomado, aguardando comprovante',
  'expired proof_submitted': 'Comprovante recebido depois do prazo',
  'expired confirmed': 'Pago depois do prazo, pedido confirmado',
};

/** One event of an order's life as a sentence. */
export function describeEvent({ from_status: from, to_status: to, actor }: OrderEvent): string {
  if (from === null) return to === 'draft' ? HAPPENED.draft : 'Pedido criado';
  const told = HAPPENED_FROM_TO[`${from} ${to}`];
  if (told) return told;
  if (to === 'confirmed' && actor.startsWith('service:')) return 'Pagamento recebido, pedido confirmado';
  return HAPPENED[to];
}

const WALKERS: Record<string, string> = {
  user: 'pela loja',
  agent: 'pelo agente, no WhatsApp',
  service: 'automaticamente',
};

/** Who did it, from `user:…`, `agent:…` or `service:…`. */
export const describeActor = (actor: string): string => WALKERS[actor.split(':')[0] ?? ''] ?? '';
