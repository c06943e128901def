import { createHash } from 'node:crypto';
import { formatCents } from '@vek1/core/kernel/money';
import type { order_events, order_items, orders } from '@vek1/core/order/tables';
import type { payment_attempts, payment_references, payments } from '@vek1/core/payment/tables';
import type { stock_holds, stock_movements } from '@vek1/core/stock/tables';
import type { tasks } from '@vek1/core/task/tables';
import { demo } from '../demo.ts';
import { dynamicBrCode } from '../fakes/br-code.ts';
import { idOf } from './id-of.ts';
import type { By, PlannedOrder } from './plan-orders.ts';
import { iso, MINUTE } from './shop-clock.ts';

const { company_id, store_id } = demo;
const gateway = 'abacatepay';
export const PIX_EXPIRES_MINUTES = 30;
/** From the money's being written down to the order's being confirmed. */
const CONFIRMING_MS = 400;

/** Who stands in the events: a job is named by whoever left it behind. */
const ACTORS: Record<By, string> = {
  agent: `agent:${demo.agent_id}`,
  timer: `service:agent:${demo.agent_id}`,
  money: 'service:payment.settleCharge',
  merchant: `user:${demo.user_id}`,
};

/** The order as it was planned, and what that makes of it. */
export interface LivedOrder extends PlannedOrder {
  id: string;
  lead_id: string;
  attempt_id: string;
  /** The agent's turn that made it. */
  turn_id: string;
  total_cents: number;
  br_code: string;
  external_id: string;
  /** When these came to pass, in ms; undefined if they did not. */
  paid_at?: number;
  expired_at?: number;
  cancelled_at?: number;
}

/** Names an order, sums it up, and reads its steps. */
export function livedOrder(planned: PlannedOrder, lead_id: string): LivedOrder {
  const { number, lines, steps } = planned;
  const external_id = `pix_char_${idOf('charge', number).replaceAll('-', '').slice(0, 24)}`;
  const total_cents = lines.reduce((sum, { product, quantity }) => sum + product.price_cents * quantity, 0);
  const when = (state: string) => steps.find(({ to }) => to === state)?.at;
  return {
    ...planned,
    id: idOf('order', number),
    lead_id,
    attempt_id: idOf('attempt', number),
    turn_id: idOf('turn', number),
    total_cents,
    external_id,
    br_code: dynamicBrCode({
      location: `pix.abacatepay.example/${external_id}`,
      amount_cents: total_cents,
      name: 'AbacatePay',
      city: 'SAO PAULO',
    }),
    paid_at: when('confirmed'),
    expired_at: when('expired'),
    cancelled_at: when('cancelled'),
  };
}

export function orderRow(order: LivedOrder): typeof orders.$inferInsert {
  const { id, number, lead_id, buyer, lines, steps, at, total_cents, paid_at, expired_at, cancelled_at } =
    order;
  const since = iso(steps.at(-1)?.at ?? at);
  return {
    company_id,
    id,
    store_id,
    number,
    lead_id,
    client_key: clientKeyOf(order),
    status: steps.at(-1)?.to ?? 'pending',
    status_since: since,
    payment_status: paid_at ? (cancelled_at ? 'refund_due' : 'paid') : 'unpaid',
    payment_method: 'pix',
    customer_name: buyer.name,
    customer_phone: buyer.phone,
    items_count: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    total_cents,
    round: paid_at && expired_at ? 2 : 1,
    paid_attempt_id: paid_at ? order.attempt_id : null,
    paid_at: paid_at ? iso(paid_at) : null,
    created_at: iso(at),
    updated_at: since,
  };
}

/** As the tool `create_order` makes it from its arguments. */
function clientKeyOf({ turn_id, lines }: LivedOrder): string {
  const items = lines.map(({ product, quantity }) => ({
    product_id: idOf('product', product.sku),
    quantity,
  }));
  const args = JSON.stringify({ items, payment_method: 'pix', customer_info: {} });
  return `turn:${turn_id}:${createHash('sha256').update(args).digest('hex').slice(0, 32)}`;
}

export const itemRows = ({ id, lines }: LivedOrder): (typeof order_items.$inferInsert)[] =>
  lines.map(({ product: { sku, name, price_cents }, quantity }) => ({
    company_id,
    order_id: id,
    product_id: idOf('product', sku),
    name,
    quantity,
    price_cents,
  }));

export function eventRows({ id, at, steps }: LivedOrder): (typeof order_events.$inferInsert)[] {
  const all = [{ to: 'pending' as const, by: 'agent' as const, at, reason: null }, ...steps];
  return all.map(({ to, by, at, reason }, place) => ({
    company_id,
    order_id: id,
    from_status: all[place - 1]?.to ?? null,
    to_status: to,
    actor: ACTORS[by],
    reason,
    created_at: iso(at),
  }));
}

export function attemptRow(order: LivedOrder): typeof payment_attempts.$inferInsert {
  const { at, paid_at, expired_at } = order;
  return {
    company_id,
    id: order.attempt_id,
    store_id,
    order_id: order.id,
    method: 'pix',
    gateway,
    external_id: order.external_id,
    amount_cents: order.total_cents,
    status: paid_at ? 'paid' : expired_at ? 'expired' : 'superseded',
    claimed_until: iso(at + MINUTE),
    br_code: order.br_code,
    expires_at: iso(at + PIX_EXPIRES_MINUTES * MINUTE),
    created_at: iso(at),
  };
}

export const referenceRow = ({
  external_id,
  attempt_id,
}: LivedOrder): typeof payment_references.$inferInsert => ({
  gateway,
  external_id,
  company_id,
  attempt_id,
});

export const paymentRows = ({
  id,
  attempt_id,
  total_cents,
  paid_at,
  cancelled_at,
}: LivedOrder): (typeof payments.$inferInsert)[] =>
  paid_at
    ? [
        {
          company_id,
          attempt_id,
          order_id: id,
          amount_cents: total_cents,
          status: cancelled_at ? 'refund_due' : 'kept',
          recorded_at: iso(paid_at - CONFIRMING_MS),
        },
      ]
    : [];

const trackedLines = ({ lines }: LivedOrder) => lines.filter(({ product }) => product.stock !== null);

/** The hold that the order was made with; a payment after the deadline holds again. */
export function holdRows(order: LivedOrder): (typeof stock_holds.$inferInsert)[] {
  const { id, at, paid_at, expired_at } = order;
  const hold = (round: number, state: 'consumed' | 'released', held_at: number) =>
    trackedLines(order).map(({ product, quantity }) => ({
      company_id,
      order_id: id,
      product_id: idOf('product', product.sku),
      round,
      quantity,
      state,
      created_at: iso(held_at),
    }));
  const again = paid_at && expired_at ? hold(2, 'consumed', paid_at) : [];
  return [...hold(1, paid_at && !expired_at ? 'consumed' : 'released', at), ...again];
}

/** What left the shelf when the order was paid, and came back when it was cancelled after that. */
export function movementRows(order: LivedOrder): (typeof stock_movements.$inferInsert)[] {
  const { id, paid_at, cancelled_at } = order;
  if (!paid_at) return [];
  const move = (kind: 'sale' | 'restock', sign: 1 | -1, at: number) =>
    trackedLines(order).map(({ product, quantity }) => ({
      company_id,
      store_id,
      product_id: idOf('product', product.sku),
      order_id: id,
      kind,
      delta: sign * quantity,
      created_at: iso(at),
    }));
  return [...move('sale', -1, paid_at), ...(cancelled_at ? move('restock', 1, cancelled_at) : [])];
}

/** Money that a person has to give back. */
export const taskRows = ({
  id,
  number,
  total_cents,
  paid_at,
  cancelled_at,
}: LivedOrder): (typeof tasks.$inferInsert)[] =>
  paid_at && cancelled_at
    ? [
        {
          company_id,
          id: idOf('task', number),
          store_id,
          kind: 'refund_due',
          subject_id: id,
          title: `Pedido #${number} cancelado: devolver ${formatCents(total_cents)}`,
          created_at: iso(cancelled_at),
        },
      ]
    : [];
