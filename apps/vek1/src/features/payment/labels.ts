import type { Order, PaymentAttempt } from '@/trpc/wire.ts';

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
