import type { OrderStatus, OrderStep, OrderView, PaymentStatus } from './contract.ts';

/** Who walks an edge: the agent, a person of the shop, the house itself, the customer (by the agent), a carrier. */
export type Walker = 'agent' | 'merchant' | 'system' | 'customer' | 'tracking';

/** What an edge does to the stock: effects belong to edges, not to the states they lead to. */
export type StockEffect =
  | 'none'
  | 'hold'
  | 'consume'
  | 'hold_and_consume'
  | 'release'
  | 'restore'
  | 'restock';

/** What an edge does to the money's own axis: see `MONEY`. */
export type MoneyEffect = 'none' | 'asked' | 'not_asked' | 'received' | 'handed_over' | 'owed' | 'given_back';

/** What must be so, besides: see `GUARDS`. */
export type Guard = 'just_now' | 'renewable' | 'money_came' | 'not_paid';

export interface Edge {
  from: OrderStatus;
  to: OrderStatus;
  by: readonly Walker[];
  stock: StockEffect;
  money: MoneyEffect;
  /** What becomes of attempts that still wait for money. */
  attempts: 'expired' | 'superseded' | null;
  guard: Guard | null;
  /** A person must say why; the house needs no reason. */
  reason: boolean;
}

/** What a decision about an order is made from. */
export interface OrderFacts {
  status: OrderStatus;
  /** ISO 8601 UTC. */
  status_since: string;
  payment_status: PaymentStatus;
  payment_method: OrderView['payment_method'];
}

type Effects = Partial<Omit<Edge, 'from' | 'to' | 'by'>>;

/** One row of the table: the same from several states to several others. */
const row = (from: OrderStatus[], to: OrderStatus[], by: Walker[], effects: Effects = {}): Edge[] =>
  from.flatMap((one) =>
    to.map((other) => ({
      from: one,
      to: other,
      by,
      stock: 'none' as const,
      money: 'none' as const,
      attempts: null,
      guard: null,
      reason: false,
      ...effects,
    })),
  );

/** Its stock is held, its money has not come. */
export const WAITING: OrderStatus[] = ['pending', 'awaiting_payment', 'awaiting_proof', 'proof_submitted'];

const ASKED: Effects = { money: 'asked' };
const OTHER_METHOD: Effects = { money: 'asked', attempts: 'superseded' };
const SOLD: Effects = { stock: 'consume', money: 'received', attempts: 'superseded' };
const RUN_OUT: Effects = { stock: 'release', money: 'not_asked', attempts: 'expired' };
const RENEWED: Effects = { stock: 'hold', money: 'asked', guard: 'renewable' };
const CALLED_OFF: Effects = { money: 'owed', attempts: 'superseded' };
const REFUNDED: Effects = { money: 'given_back', guard: 'money_came', reason: true };

/** The life of an order, whole: nothing else may happen to one. */
export const EDGES: readonly Edge[] = [
  row(['draft'], ['pending'], ['agent', 'merchant'], { stock: 'hold' }),
  row(['draft'], ['cancelled'], ['agent', 'merchant', 'system']),

  row(['pending'], ['awaiting_payment', 'awaiting_proof'], ['system'], ASKED),
  row(['pending'], ['confirmed'], ['merchant'], SOLD),
  row(['awaiting_payment'], ['confirmed'], ['system', 'merchant'], { ...SOLD, reason: true }),
  row(['awaiting_payment'], ['awaiting_proof'], ['customer', 'merchant'], OTHER_METHOD),
  row(['awaiting_proof'], ['awaiting_payment'], ['customer', 'merchant'], OTHER_METHOD),
  row(['awaiting_proof'], ['proof_submitted'], ['system']),
  // By the house where the charge of before, superseded but watched, is paid all the same.
  row(['awaiting_proof', 'proof_submitted'], ['confirmed'], ['system', 'merchant'], SOLD),
  row(['proof_submitted'], ['awaiting_proof'], ['merchant'], { guard: 'not_paid', reason: true }),
  row(['pending', 'awaiting_payment', 'awaiting_proof'], ['expired'], ['system'], RUN_OUT),

  row(['expired'], ['awaiting_payment', 'awaiting_proof'], ['customer', 'merchant'], RENEWED),
  row(['expired'], ['proof_submitted'], ['system'], RENEWED),
  row(['expired'], ['confirmed'], ['system'], { ...SOLD, stock: 'hold_and_consume' }),

  row(WAITING, ['cancelled'], ['customer', 'merchant'], { ...CALLED_OFF, stock: 'release' }),
  row(['expired'], ['cancelled'], ['customer', 'merchant'], CALLED_OFF),
  row(['confirmed', 'preparing'], ['cancelled'], ['merchant'], { ...CALLED_OFF, stock: 'restore' }),

  row(['confirmed'], ['preparing'], ['merchant']),
  row(['confirmed', 'preparing'], ['shipped'], ['merchant']),
  row(['confirmed', 'preparing'], ['delivered'], ['merchant'], { money: 'handed_over' }),
  row(['shipped'], ['delivered'], ['merchant', 'tracking'], { money: 'handed_over' }),
  row(['preparing'], ['confirmed'], ['merchant']),
  row(['shipped'], ['preparing'], ['merchant'], { guard: 'just_now' }),

  row(['shipped', 'delivered'], ['returned'], ['merchant'], { stock: 'restock', attempts: 'superseded' }),
  row(['confirmed', 'preparing'], ['refunded'], ['system', 'merchant'], { ...REFUNDED, stock: 'restore' }),
  row(['shipped', 'delivered', 'returned'], ['refunded'], ['system', 'merchant'], REFUNDED),
].flat();

/** States that an operation of its own leads to: `/transition` never does, and never offers them. */
export const OWN_OPERATION: ReadonlySet<OrderStatus> = new Set([
  'awaiting_payment',
  'awaiting_proof',
  'proof_submitted',
  'expired',
]);

/** As whom an actor walks by `/transition`: the customer speaks through the agent, the house has its own operations. */
export const WALKERS: Record<'user' | 'agent' | 'service', readonly Walker[]> = {
  user: ['merchant'],
  agent: ['agent', 'customer'],
  service: [],
};

const UNDO_MS = 10 * 60_000;
export const RENEW_MS = 7 * 24 * 3_600_000;

const GUARDS: Record<Guard, (order: OrderFacts, now: number, by: readonly Walker[]) => boolean> = {
  just_now: ({ status_since }, now) => now - Date.parse(status_since) <= UNDO_MS,
  // What money came for an expired order is owed back: such an order is not begun again.
  renewable: ({ status_since, payment_status }, now) =>
    payment_status === 'unpaid' && now - Date.parse(status_since) <= RENEW_MS,
  money_came: ({ payment_status }, _, by) =>
    payment_status !== 'unpaid' &&
    payment_status !== 'open' &&
    // What the gateway is giving back is not given back by hand as well.
    (payment_status !== 'refund_pending' || by.includes('system')),
  // A receipt is not refused once the bank has said that the money is there.
  not_paid: ({ payment_status }) => payment_status === 'unpaid' || payment_status === 'open',
};

const MONEY: Record<MoneyEffect, (order: OrderFacts) => PaymentStatus> = {
  none: ({ payment_status: was }) => was,
  asked: ({ payment_status: was }) => (was === 'unpaid' ? 'open' : was),
  not_asked: ({ payment_status: was }) => (was === 'open' ? 'unpaid' : was),
  received: ({ payment_status: was, payment_method }) =>
    payment_method === 'cash_on_delivery' ? was : 'paid',
  handed_over: ({ payment_status: was, payment_method }) =>
    payment_method === 'cash_on_delivery' && was === 'unpaid' ? 'paid' : was,
  owed: ({ payment_status: was }) =>
    was === 'paid' || was === 'flagged' ? 'refund_due' : was === 'open' ? 'unpaid' : was,
  given_back: () => 'refunded',
};

/** The edge to `to` that one of `by` may walk now; undefined if there is none. `now` in ms. */
export const findEdge = (
  order: OrderFacts,
  to: OrderStatus,
  by: readonly Walker[],
  now = Date.now(),
): Edge | undefined =>
  EDGES.find(
    (edge) =>
      edge.from === order.status &&
      edge.to === to &&
      edge.by.some((walker) => by.includes(walker)) &&
      (edge.guard === null || GUARDS[edge.guard](order, now, by)),
  );

/** Where one of `by` may take an order by `/transition` now. */
export const targetsFor = (order: OrderFacts, by: readonly Walker[], now = Date.now()): OrderStatus[] =>
  EDGES.filter(
    ({ from, to }) => from === order.status && !OWN_OPERATION.has(to) && findEdge(order, to, by, now),
  ).map(({ to }) => to);

/** Where the money is once the edge is walked. */
export const moneyAfter = (edge: Edge, order: OrderFacts): PaymentStatus => MONEY[edge.money](order);

type Payment = OrderView['payments'][number];
type Money = Pick<Payment, 'attempt_id' | 'status' | 'disputed_at'>;

/** What an order's money axis says of a payment; null: nothing yet. */
const SAYS: Record<Payment['status'], PaymentStatus | null> = {
  recorded: null,
  kept: 'paid',
  flagged: 'flagged',
  refund_due: 'refund_due',
  refund_pending: 'refund_pending',
  refunded: 'refunded',
  refund_failed: 'refund_failed',
};
const says = (money: Money): PaymentStatus | null => (money.disputed_at ? 'disputed' : SAYS[money.status]);

/** Of several payments of an order that none of them confirmed, what asks most for a person comes first. */
const URGENCY: readonly (PaymentStatus | null)[] = [
  'refund_failed',
  'refund_due',
  'flagged',
  'disputed',
  'refund_pending',
  'refunded',
];

/**
 * Where an order's money is, from its payments: its own is the one that confirmed it. Money that came besides does
 * not change what the order says, nor does any where a person saw its money elsewhere.
 */
export function moneyFrom(
  order: { payment_status: PaymentStatus; paid_attempt_id: string | null; paid_at: string | null },
  payments: readonly Money[],
): PaymentStatus {
  const own = payments.find((money) => money.attempt_id === order.paid_attempt_id);
  if (own) return says(own) ?? order.payment_status;
  if (order.paid_at !== null) return order.payment_status;
  const said = payments.map(says);
  return URGENCY.find((status) => said.includes(status)) ?? order.payment_status;
}

/** What becomes of attempts that still wait for money: what is paid at the door is waited for until then. */
export const attemptsAfter = (edge: Edge, { payment_method }: OrderFacts): Edge['attempts'] =>
  edge.money === 'received' && payment_method === 'cash_on_delivery' ? null : edge.attempts;

/** Where an order waits for the money of each way of paying that can be chosen anew. */
export const WAITS_IN = { pix: 'awaiting_payment', manual_pix: 'awaiting_proof' } as const;

/** What an order may have done to it by an operation of its own, if one of `by` does it now. */
export function stepsFor(order: OrderFacts, by: readonly Walker[], now = Date.now()): OrderStep[] {
  const leads = (from: OrderStatus[], to: OrderStatus) =>
    from.includes(order.status) && findEdge(order, to, by, now) !== undefined;
  const steps: [OrderStep, boolean][] = [
    [
      'change_method',
      leads(['awaiting_payment'], 'awaiting_proof') || leads(['awaiting_proof'], 'awaiting_payment'),
    ],
    ['renew', leads(['expired'], 'awaiting_payment')],
    ['reject_proof', leads(['proof_submitted'], 'awaiting_proof')],
  ];
  return steps.flatMap(([step, may]) => (may ? [step] : []));
}

/** Its goods left the shelf, and did not come back. */
export const hasLeft = (status: OrderStatus): boolean =>
  status === 'confirmed' || status === 'preparing' || status === 'shipped' || status === 'delivered';

/** Whether an order that came from `from` to where it is gives all its goods back: not what a customer still has. */
export const givesAllBack = (from: OrderStatus, to: OrderStatus): boolean =>
  EDGES.some((it) => it.from === from && it.to === to && (to === 'cancelled' || it.stock === 'restore'));

/** Sums the lines of one product, in id order: locks are taken in this order everywhere. */
export function sumByProduct<L extends { product_id: string; quantity: number }>(lines: readonly L[]) {
  const sums = new Map<string, number>();
  for (const { product_id, quantity } of lines) {
    // An id is the same however it is written.
    const key = product_id.toLowerCase();
    sums.set(key, (sums.get(key) ?? 0) + quantity);
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([product_id, quantity]) => ({ product_id, quantity }));
}

interface RealProduct {
  id: string;
  name: string;
  status: string;
  price_cents: number;
}

/** Keeps what the store really sells, with name and price copied from it, and says what was left out and why. */
export function dropUnreal(
  wanted: readonly { product_id: string; quantity: number }[],
  real: readonly RealProduct[],
) {
  const byId = new Map(real.map((product) => [product.id, product]));
  const lines: { product_id: string; name: string; price_cents: number; quantity: number }[] = [];
  const dropped: { product_id: string; reason: 'not_found' | 'not_for_sale' }[] = [];
  for (const { product_id, quantity } of wanted) {
    const product = byId.get(product_id);
    if (!product) dropped.push({ product_id, reason: 'not_found' });
    else if (product.status !== 'active') dropped.push({ product_id, reason: 'not_for_sale' });
    else lines.push({ product_id, name: product.name, price_cents: product.price_cents, quantity });
  }
  return { lines, dropped };
}
