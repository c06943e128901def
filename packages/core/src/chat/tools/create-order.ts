import { createHash } from 'node:crypto';
import { z } from 'zod';
import { formatCents } from '../../kernel/money.ts';
import { CustomerInfo, DeliveryAddress, type HowDelivered, OrderLine } from '../../order/contract.ts';
import { quoteOrder } from '../../order/operations/quote-order.ts';
import { PaymentMethod } from '../../payment/contract.ts';
import { DeliveryKind } from '../../store/contract.ts';
import type { Terms } from '../contract.ts';
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
  delivery: DeliveryKind.optional().describe('Como o cliente quer receber'),
  address: DeliveryAddress.optional().describe('Só para entrega: CEP, rua e número, e o que mais ele disser'),
  customer_info: CustomerInfo.default({}),
});

/** As an order says it. */
function howOf({ delivery, address }: Pick<z.output<typeof Arguments>, 'delivery' | 'address'>) {
  if (delivery === 'delivery' && address) return { kind: 'delivery', address } satisfies HowDelivered;
  return delivery && ({ kind: 'pick_up' } satisfies HowDelivered);
}

const saysWhere = ({ delivery, address }: Pick<z.output<typeof Arguments>, 'delivery' | 'address'>) =>
  delivery !== 'delivery' || address !== undefined;

/** With one way there is nothing to choose, with several it is asked. */
function oneOf<Way extends string>([only, ...others]: readonly [Way, ...Way[]]) {
  const offered = z.enum([only, ...others]);
  return others.length > 0 ? offered : offered.default(only as never);
}

/** Exactly the ways of paying that the store takes, and of having the goods that it offers. */
function argumentsFor({ payment_methods, deliveries }: Terms): typeof Arguments {
  const [pays = 'pix', ...other_payments] = payment_methods;
  const [comes, ...other_deliveries] = deliveries;
  const chosen = Arguments.extend({
    payment_method: oneOf([pays, ...other_payments]),
    ...(comes && { delivery: oneOf([comes, ...other_deliveries]) }),
  }).omit({
    ...(!payment_methods.includes('cash_on_delivery') && { change_for: true }),
    ...(!comes && { delivery: true }),
    ...(!deliveries.includes('delivery') && { address: true }),
  });
  // safe: a narrower schema of the same arguments.
  const narrowed = chosen as unknown as typeof Arguments;
  return narrowed.refine(saysWhere, { path: ['address'], error: 'Para entregar: CEP, rua e número.' });
}

/** The tool that makes orders, at a store that sells like this. */
export const createOrderTool = (terms: Terms): Tool =>
  tool({
    name: 'create_order',
    description:
      'Faz o pedido quando o cliente confirmou os itens e as quantidades. O código PIX é enviado ao cliente pelo sistema logo depois da sua resposta: não o escreva.',
    input: argumentsFor(terms),
    operation: sellInTurn,
    bind: ({ store_id, agent_id, lead_id, turn_id }, args) => {
      const { change_for, delivery: _, address: __, ...order } = args;
      const delivery = howOf(args);
      return {
        store_id,
        agent_id,
        turn_id,
        lead_id,
        ...order,
        ...(delivery && { delivery }),
        ...(change_for !== undefined && { change_for_cents: Math.round(change_for * 100) }),
        // The same request of the same turn is the same order, whatever happened in between.
        client_key: `turn:${turn_id}:${createHash('sha256').update(JSON.stringify(args)).digest('hex').slice(0, 32)}`,
      };
    },
    show: (order) => ({ ...orderForModel(order), dropped: order.dropped }),
    rehearse: async (call, { store_id, lead_id }, { items, payment_method, ...how }) => {
      const asked = { store_id, lead_id, items, delivery: howOf(how) };
      const { lines, delivery_fee_cents, total_cents, dropped } = await call(quoteOrder, asked);
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
        delivery: asked.delivery ? { kind: asked.delivery.kind, fee: formatCents(delivery_fee_cents) } : null,
        payment: { method: payment_method, expires_at: null },
      };
    },
  });
