import { z } from 'zod';
import { formatCents } from '../../kernel/money.ts';
import type { OrderStatus } from '../../order/contract.ts';
import { listOrdersOfLead } from '../../order/operations/list-orders-of-lead.ts';
import type { PaymentMethod } from '../../payment/contract.ts';
import { tool } from './tool.ts';

const LABELS: Record<OrderStatus, string> = {
  draft: 'rascunho',
  pending: 'recebido',
  awaiting_payment: 'aguardando pagamento',
  awaiting_proof: 'aguardando comprovante',
  proof_submitted: 'comprovante em análise',
  confirmed: 'confirmado',
  preparing: 'em preparação',
  shipped: 'enviado',
  delivered: 'entregue',
  returned: 'devolvido',
  expired: 'expirado',
  cancelled: 'cancelado',
  refunded: 'reembolsado',
};

const METHODS: Record<PaymentMethod, string> = {
  pix: 'PIX',
  manual_pix: 'PIX com comprovante',
  cash_on_delivery: 'na entrega',
};

export const OrderNumber = z.string().regex(/^\s*#?\s*\d{1,9}\s*$/, 'Um número de pedido, p. ex. #1042');

/** No lead has this id: a visitor without one has no orders to see. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

export const checkOrderStatusTool = tool({
  name: 'check_order_status',
  description: 'A situação dos pedidos deste cliente: os mais recentes, ou o do número dado.',
  input: z.strictObject({ number: OrderNumber.optional() }),
  operation: listOrdersOfLead,
  bind: ({ store_id, lead_id }, { number }) => ({
    store_id,
    lead_id: lead_id ?? NOBODY,
    ...(number !== undefined && { number: Number(number.replace(/\D/g, '')) }),
  }),
  show: ({ orders }) => ({
    orders: orders.map(({ number, status, payment_method, total_cents, created_at }) => ({
      number: `#${number}`,
      status,
      status_label: LABELS[status],
      payment_method: METHODS[payment_method],
      total: formatCents(total_cents),
      created_at,
    })),
  }),
});
