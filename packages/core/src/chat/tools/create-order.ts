import { createHash } from 'node:crypto';
import { z } from 'zod';
import { formatCents } from '../../kernel/money.ts';
import { CustomerInfo, OrderLine } from '../../order/contract.ts';
import { quoteOrder } from '../../order/operations/quote-order.ts';
import { PaymentMethod } from '../../payment/contract.ts';
import { sellInTurn } from '../operations/sell-in-turn.ts';
import { orderForModel } from './order-for-model.ts';
import { type Tool, tool } from './tool.ts';

const Arguments = z.strictObject({
  items: z.array(OrderLine).min(1).max(30),
  payment_method: PaymentMethod,
  change_for: z
    .number()
    .positive()
    .max(100_000)
    .optional()
    .describe('Só quando paga na entrega: troco para quanto, em reais, p. ex. 100'),
  customer_info: CustomerInfo.default({}),
});

/** Exactly the ways of paying that the store takes; with one there is nothing to choose, with several it is asked. */
function argumentsFor(methods: readonly PaymentMethod[]): typeof Arguments {
  const [only = 'pix', ...others] = methods;
  const offered = z.enum([only, ...others]);
  const chosen = Arguments.extend({ payment_method: others.length > 0 ? offered : offered.default(only) });
  // safe: narrower schemas of the same arguments.
  return (
    methods.includes('cash_on_delivery') ? chosen : chosen.omit({ change_for: true })
  ) as typeof Arguments;
}

/** The tool that makes orders, at a store that takes these ways of paying. */
export const createOrderTool = (methods: readonly PaymentMethod[]): Tool =>
  tool({
    name: 'create_order',
    description:
      'Faz o pedido quando o cliente confirmou os itens e as quantidades. O código PIX é enviado ao cliente pelo sistema logo depois da sua resposta: não o escreva.',
    input: argumentsFor(methods),
    operation: sellInTurn,
    bind: ({ store_id, agent_id, lead_id, turn_id }, { change_for, ...args }) => ({
      store_id,
      agent_id,
      turn_id,
      lead_id,
      ...args,
      ...(change_for !== undefined && { change_for_cents: Math.round(change_for * 100) }),
      // The same request of the same turn is the same order, whatever happened in between.
      client_key: `turn:${turn_id}:${createHash('sha256')
        .update(JSON.stringify({ ...args, change_for }))
        .digest('hex')
        .slice(0, 32)}`,
    }),
    show: (order) => ({ ...orderForModel(order), dropped: order.dropped }),
    rehearse: async (call, { store_id, lead_id }, { items, payment_method }) => {
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
        payment: { method: payment_method, expires_at: null },
      };
    },
  });
