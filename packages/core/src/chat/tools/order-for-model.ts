import { formatCents } from '../../kernel/money.ts';
import type { OrderView } from '../../order/contract.ts';
import type { Json } from '../../ports/language-model.ts';

/** What the model is shown of how an order is paid; null where nothing can be paid yet. */
function paymentOf({ payment_attempts, change_for_cents }: OrderView): Json {
  const open = payment_attempts.find((attempt) => attempt.status === 'open');
  if (!open) return null;
  const { method, expires_at } = open;
  if (method !== 'cash_on_delivery') return { method, expires_at };
  return change_for_cents === null ? { method } : { method, change_for: formatCents(change_for_cents) };
}

/** An order as the model is shown it. */
export const orderForModel = (order: OrderView) => ({
  order_id: order.id,
  number: `#${order.number}`,
  status: order.status,
  total_cents: order.total_cents,
  total: formatCents(order.total_cents),
  items: order.items.map(({ name, quantity, total_cents }) => ({
    name,
    quantity,
    total: formatCents(total_cents),
  })),
  delivery: order.delivery && {
    kind: order.delivery.kind,
    fee: formatCents(order.delivery.fee_cents),
  },
  payment: paymentOf(order),
});
