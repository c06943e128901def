import type { Tone } from '@/components/ui/badge.tsx';
import type { Order, OrderEvent, OrderStatus } from '@/trpc/wire.ts';

interface StatusLabel {
  /** On a badge. */
  one: string;
  /** On a filter. */
  many: string;
  tone: Tone;
}

/** In the order an order lives them. */
export const STATUS: Record<OrderStatus, StatusLabel> = {
  pending: { one: 'Novo', many: 'Novos', tone: 'waiting' },
  awaiting_payment: { one: 'Aguardando pagamento', many: 'Aguardando pagamento', tone: 'waiting' },
  confirmed: { one: 'Confirmado', many: 'Confirmados', tone: 'good' },
  preparing: { one: 'Em preparo', many: 'Em preparo', tone: 'moving' },
  shipped: { one: 'Enviado', many: 'Enviados', tone: 'moving' },
  delivered: { one: 'Entregue', many: 'Entregues', tone: 'quiet' },
  expired: { one: 'Expirado', many: 'Expirados', tone: 'quiet' },
  cancelled: { one: 'Cancelado', many: 'Cancelados', tone: 'quiet' },
};

export const STATUSES = Object.keys(STATUS) as OrderStatus[]; // the record above has each of them, and no other

export const isStatus = (value: string | null): value is OrderStatus => value !== null && value in STATUS;

/** Money that needs a person's eye. */
export const MONEY_ALERT: Partial<Record<Order['payment_status'], { badge: string; sentence: string }>> = {
  flagged: {
    badge: 'Valor diferente',
    sentence: 'O valor pago não bate com o do pedido. Confira antes de enviar.',
  },
  refund_due: { badge: 'Devolver', sentence: 'Este dinheiro precisa voltar para o cliente.' },
};

/** What the merchant's button says, by where it leads and, if it matters, from where. */
export function actionLabel(from: OrderStatus, to: OrderStatus): string {
  if (from === 'preparing' && to === 'confirmed') return 'Desfazer preparo';
  if (from === 'shipped' && to === 'preparing') return 'Desfazer envio';
  return ACTIONS[to] ?? STATUS[to].one;
}

const ACTIONS: Partial<Record<OrderStatus, string>> = {
  confirmed: 'Confirmar',
  preparing: 'Preparar',
  shipped: 'Enviar',
  delivered: 'Entregue',
  cancelled: 'Cancelar',
};

const HAPPENED: Record<OrderStatus, string> = {
  pending: 'Voltou a novo',
  awaiting_payment: 'PIX gerado, aguardando pagamento',
  confirmed: 'Pedido confirmado',
  preparing: 'Preparo começou',
  shipped: 'Pedido enviado',
  delivered: 'Pedido entregue',
  expired: 'Prazo terminou sem pagamento',
  cancelled: 'Pedido cancelado',
};

/** One event of an order's life as a sentence. */
export function describeEvent({ from_status: from, to_status: to, actor }: OrderEvent): string {
  if (from === null) return 'Pedido criado';
  if (from === 'preparing' && to === 'confirmed') return 'Preparo desfeito';
  if (from === 'shipped' && to === 'preparing') return 'Envio desfeito';
  if (from === 'expired' && to === 'confirmed') return 'Pago depois do prazo, pedido confirmado';
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
