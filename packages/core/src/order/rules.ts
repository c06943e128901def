import type { OrderStatus } from './contract.ts';

/** Who may walk an edge: a person of the shop, or the house itself (webhooks, timers, jobs). */
export type Walker = 'merchant' | 'system';

/** What an edge does to the stock: effects belong to edges, not to the states they lead to. */
export type StockEffect = 'none' | 'consume' | 'release' | 'restore';

export interface Edge {
  from: OrderStatus;
  to: OrderStatus;
  by: readonly Walker[];
  stock: StockEffect;
}

const edge = (from: OrderStatus, to: OrderStatus, by: readonly Walker[], stock: StockEffect): Edge => ({ from, to, by, stock });
const MERCHANT = ['merchant'] as const;
const SYSTEM = ['system'] as const;
const BOTH = ['merchant', 'system'] as const;

/** The life of an order, whole: nothing else may happen to one. */
export const EDGES: readonly Edge[] = [
  edge('pending', 'awaiting_payment', SYSTEM, 'none'),
  edge('pending', 'confirmed', MERCHANT, 'consume'),
  edge('pending', 'expired', SYSTEM, 'release'),
  edge('pending', 'cancelled', BOTH, 'release'),
  edge('awaiting_payment', 'confirmed', BOTH, 'consume'),
  edge('awaiting_payment', 'expired', SYSTEM, 'release'),
  edge('awaiting_payment', 'cancelled', BOTH, 'release'),
  // Paid late: the stock is taken anew before this edge is walked, or it is not walked.
  edge('expired', 'confirmed', SYSTEM, 'consume'),
  edge('expired', 'cancelled', BOTH, 'none'),
  edge('confirmed', 'preparing', MERCHANT, 'none'),
  edge('confirmed', 'shipped', MERCHANT, 'none'),
  edge('confirmed', 'delivered', MERCHANT, 'none'),
  edge('confirmed', 'cancelled', MERCHANT, 'restore'),
  edge('preparing', 'confirmed', MERCHANT, 'none'),
  edge('preparing', 'shipped', MERCHANT, 'none'),
  edge('preparing', 'delivered', MERCHANT, 'none'),
  edge('preparing', 'cancelled', MERCHANT, 'restore'),
  edge('shipped', 'delivered', MERCHANT, 'none'),
];

/** States that an operation of its own leads to: `/transition` never does, and never offers them. */
export const OWN_OPERATION: ReadonlySet<OrderStatus> = new Set(['awaiting_payment', 'expired']);

export const findEdge = (from: OrderStatus, to: OrderStatus, by: Walker): Edge | undefined =>
  EDGES.find((it) => it.from === from && it.to === to && it.by.includes(by));

/** Where a person may take an order by `/transition`. */
export const targetsFor = (from: OrderStatus, by: Walker): OrderStatus[] =>
  EDGES.filter((it) => it.from === from && it.by.includes(by) && !OWN_OPERATION.has(it.to)).map((it) => it.to);

/** Sums the lines of one product, in id order: locks are taken in this order everywhere. */
export function sumByProduct<L extends { product_id: string; quantity: number }>(lines: readonly L[]) {
  const sums = new Map<string, number>();
  for (const line of lines) sums.set(line.product_id, (sums.get(line.product_id) ?? 0) + line.quantity);
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([product_id, quantity]) => ({ product_id, quantity }));
}

interface RealProduct {
  id: string;
  name: string;
  status: string;
  price_cents: number;
}

/** Keeps what the store really sells, with name and price copied from it, and says what was left out and why. */
export function dropUnreal(wanted: readonly { product_id: string; quantity: number }[], real: readonly RealProduct[]) {
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
