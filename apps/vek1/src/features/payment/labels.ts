import type { Order, Payment, PaymentAttempt } from '@/trpc/wire.ts';

export const METHOD: Record<Order['payment_method'], string> = {
  pix: 'PIX',
  manual_pix: 'PIX manual',
  cash_on_delivery: 'Na entrega',
};

export const ATTEMPT: Record<PaymentAttempt['status'], string> = {
  requested: 'Gerando',
  open: 'Em aberto',
  paid: 'Paga',
  expired: 'Expirada',
  superseded: 'Encerrada',
  failed: 'Falhou',
};

const PAYMENT: Record<Payment['status'], string> = {
  recorded: 'Recebido, conferindo',
  kept: 'Recebido',
  flagged: 'Valor diferente',
  refund_due: 'A devolver',
  refund_pending: 'Devolvendo',
  refunded: 'Devolvido',
  refund_failed: 'Devolução não aceita',
};

const REFUSAL: Record<NonNullable<Payment['refund_refusal']>, string> = {
  insufficient_funds: 'Não há saldo no AbacatePay. Reponha o saldo e tente de novo, ou devolva por fora.',
  under_dispute: 'O cliente contestou o pagamento. Acompanhe pelo AbacatePay.',
  not_refundable: 'O AbacatePay não devolve este pagamento. Devolva por fora.',
};

/** Where a payment is. */
export const paymentLabel = ({ status, disputed_at }: Payment): string =>
  disputed_at && status !== 'refunded' ? 'Contestado' : PAYMENT[status];

/** What else is to be known of it; null where nothing is. */
export function paymentNote({ status, refund_refusal, refund_reason }: Payment): string | null {
  if (status === 'refund_failed' && refund_refusal) return REFUSAL[refund_refusal];
  return status === 'refunded' || status === 'refund_pending' ? refund_reason : null;
}

interface Paid {
  status: Order['status'];
  payment_attempts: readonly Pick<PaymentAttempt, 'id' | 'external_id'>[];
}

/** How a person can give it back now: by the gateway that it came by, or by hand and say how. */
export function waysBack(
  { status: order_status, payment_attempts }: Paid,
  { status, attempt_id }: Payment,
): ('gateway' | 'by_hand')[] {
  const came_by_gateway = payment_attempts.some(({ id, external_id }) => id === attempt_id && external_id);
  const gateway = came_by_gateway ? (['gateway'] as const) : [];
  if (status === 'refund_due' || status === 'refund_failed') return [...gateway, 'by_hand'];
  if (status === 'flagged') return [...gateway];
  // Of an order that goes on the whole order is marked as refunded by hand, among its own steps.
  return status === 'kept' && DELIVERING.has(order_status) ? [...gateway] : [];
}

const DELIVERING: ReadonlySet<Order['status']> = new Set([
  'confirmed',
  'preparing',
  'shipped',
  'delivered',
  'returned',
]);
