import { createHash } from 'node:crypto';
import { z } from 'zod';
import { formatCents } from '../../kernel/money.ts';
import { CustomerInfo, OrderLine } from '../../order/contract.ts';
import { quoteOrder } from '../../order/operations/quote-order.ts';
import { sellInTurn } from '../operations/sell-in-turn.ts';
import { tool } from './tool.ts';

export const createOrderTool = tool({
  name: 'create_order',
  description:
    'Faz o pedido quando o cliente confirmou os itens e as quantidades. O código PIX é enviado ao cliente pelo sistema logo depois da sua resposta: não o escreva.',
  input: z.strictObject({
    items: z.array(OrderLine).min(1).max(30),
    // What this shop can be paid by from a chat today.
    payment_method: z.enum(['pix']).default('pix'),
    customer_info: CustomerInfo.default({}),
  }),
  operation: sellInTurn,
  bind: ({ store_id, agent_id, lead_id, turn_id }, args) => ({
    store_id,
    agent_id,
    turn_id,
    lead_id,
    ...args,
    // The same request of the same turn is the same order, whatever happened in between.
    client_key: `turn:${turn_id}:${createHash('sha256').update(JSON.stringify(args)).digest('hex').slice(0, 32)}`,
  }),
  show: (order) => {
    const open = order.payment_attempts.find((attempt) => attempt.status === 'open');
    return {
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
      dropped: order.dropped,
      payment: open ? { method: open.method, expires_at: open.expires_at } : null,
    };
  },
  rehearse: async (call, { store_id, lead_id }, { items }) => {
    const { lines, total_cents, dropped } = await call(quoteOrder, { store_id, lead_id, items });
    return {
      number: '#0000',
      status: 'dry_run',
      total_cents,
      total: formatCents(total_cents),
      items: lines.map(({ name, quantity, price_cents }) => ({
        name,
        quantity,
        total: formatCents(price_cents * quantity),
      })),
      dropped,
      payment: { method: 'pix', expires_at: null },
    };
  },
});
