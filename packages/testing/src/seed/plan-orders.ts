import type { OrderStatus } from '@vek1/core/order/contract';
import { BUYERS, type Person } from './people.ts';
import { type DemoProduct, PRODUCTS } from './products.ts';
import { createRandom, type Random } from './random.ts';
import { HOUR, localTime, MINUTE, whenOpen } from './shop-clock.ts';

/** Who took a step: the sales agent, money that came, a timer, or the merchant. */
export type By = 'agent' | 'money' | 'timer' | 'merchant';

export interface Step {
  to: OrderStatus;
  by: By;
  /** ms */
  at: number;
  reason: string | null;
}

export interface PlannedLine {
  product: DemoProduct;
  quantity: number;
}

export interface PlannedOrder {
  number: number;
  buyer: Person;
  /** ms */
  at: number;
  lines: PlannedLine[];
  /** What happened to it until now, after it was made. */
  steps: Step[];
}

interface Leg {
  to: OrderStatus;
  by: By;
  /** Minutes after the step before. The merchant walks it when the shop is open. */
  wait: readonly [min: number, max: number];
  reason?: string;
}

const CHARGED: Leg = { to: 'awaiting_payment', by: 'agent', wait: [0.015, 0.03] };
const PAID: Leg = { to: 'confirmed', by: 'money', wait: [1, 18] };
const EXPIRED: Leg = { to: 'expired', by: 'timer', wait: [30.1, 30.3] };
const SENT: readonly Leg[] = [
  { to: 'preparing', by: 'merchant', wait: [10, 150] },
  { to: 'shipped', by: 'merchant', wait: [60, 360] },
  { to: 'delivered', by: 'merchant', wait: [1_200, 4_300] },
];

type Life = 'sold' | 'unpaid' | 'paid_late' | 'given_up' | 'refunded';

/** The lives an order may have. */
const LIVES: Record<Life, readonly Leg[]> = {
  sold: [CHARGED, PAID, ...SENT],
  unpaid: [CHARGED, EXPIRED],
  paid_late: [CHARGED, EXPIRED, PAID, ...SENT],
  given_up: [
    CHARGED,
    { to: 'cancelled', by: 'merchant', wait: [4, 25], reason: 'Cliente desistiu da compra' },
  ],
  refunded: [
    CHARGED,
    PAID,
    { to: 'cancelled', by: 'merchant', wait: [30, 90], reason: 'Cliente pediu para cancelar antes do envio' },
  ],
};

const ORDERS = 90;
const FIRST_NUMBER = 1001;
const DAYS = 30;
/** By then every order is paid or expired: the fake bank knows no charge of before it was started. */
const NEWEST = HOUR;

/** What becomes of the orders that are not simply sold, by place; besides, every eighth is not paid. */
const FATES: ReadonlyMap<number, Life> = new Map([
  [14, 'paid_late'],
  [27, 'given_up'],
  [39, 'refunded'],
  [52, 'given_up'],
  [63, 'paid_late'],
  [71, 'given_up'],
  [80, 'refunded'],
]);
const fateOf = (place: number): Life => FATES.get(place) ?? (place % 8 === 5 ? 'unpaid' : 'sold');

/** How far the shop has come with its newest orders, newest first. */
const AT_MOST: readonly [orders: number, status: OrderStatus][] = [
  [4, 'confirmed'],
  [9, 'preparing'],
  [16, 'shipped'],
];

// From midnight on, and from Sunday on.
const BUSY_HOURS = [1, 0, 0, 0, 0, 0, 1, 3, 6, 9, 11, 11, 9, 8, 9, 10, 9, 8, 9, 11, 12, 10, 6, 3];
const BUSY_DAYS = [5, 8, 9, 9, 10, 11, 9];

/** When orders are made, in ms, oldest first: in the rhythm of the shop's day and week, more of them lately. */
function orderTimes(now: number, random: Random): number[] {
  const hours = Array.from({ length: DAYS * 24 - 1 }, (_, back) => {
    const start = now - NEWEST - (back + 1) * HOUR;
    const { hour, weekday } = localTime(start);
    const growth = 1.3 - (0.6 * back) / (DAYS * 24);
    return { start, weight: (BUSY_HOURS[hour] ?? 0) * (BUSY_DAYS[weekday] ?? 0) * growth };
  });
  return Array.from({ length: ORDERS }, () => {
    const { start } = random.pick(hours, ({ weight }) => weight);
    return Math.floor(random.between(start, start + HOUR));
  }).sort((one, other) => one - other);
}

const CART_SIZES: readonly [lines: number, weight: number][] = [
  [1, 45],
  [2, 35],
  [3, 15],
  [4, 5],
];
const QUANTITIES: readonly [units: number, weight: number][] = [
  [1, 75],
  [2, 20],
  [3, 5],
];
/** Above this nobody takes two, in cents. */
const DEAR = 15_000;
/** Fewer than these are kept for orders that were really sold: what others held was given back. */
const PLENTY = 10;

const popularity = ({ category, price_cents }: DemoProduct) =>
  (category === 'Cafés' ? 3 : 1) / Math.sqrt(price_cents);
const onSale = PRODUCTS.filter(({ status }) => status === 'active');
const inPlenty = onSale.filter(({ stock }) => stock === null || stock >= PLENTY);

function fillCart(life: Life, random: Random): PlannedLine[] {
  const shelves = life === 'sold' || life === 'paid_late' ? onSale : inPlenty;
  const [size] = random.pick(CART_SIZES, ([, weight]) => weight);
  const lines: PlannedLine[] = [];
  while (lines.length < size) {
    const others = shelves.filter((product) => !lines.some((line) => line.product === product));
    const product = random.pick(others, popularity);
    const [units] = random.pick(QUANTITIES, ([, weight]) => weight);
    lines.push({ product, quantity: product.price_cents > DEAR ? 1 : units });
  }
  return lines;
}

/** What has happened by `now` to an order made at `made`; never beyond `at_most`. */
function live(life: Life, made: number, now: number, at_most: OrderStatus, random: Random): Step[] {
  const steps: Step[] = [];
  let at = made;
  for (const { to, by, wait, reason = null } of LIVES[life]) {
    at = Math.floor(at + random.between(...wait) * MINUTE);
    // An order that waits for money does not wait for the shop to open.
    if (by === 'merchant' && life !== 'given_up') at = whenOpen(at);
    if (at > now - MINUTE) break;
    steps.push({ to, by, at, reason });
    if (to === at_most) break;
  }
  return steps;
}

/** The shop's orders of the last 30 days, oldest first: the same for the same `now`. */
export function planOrders(now: Date): PlannedOrder[] {
  const random = createRandom(1_042);
  const lately: Person[] = [];
  return orderTimes(now.getTime(), random).map((at, place) => {
    const buyer = random.pick(BUYERS.filter((person) => !lately.includes(person)));
    lately.push(buyer);
    if (lately.length > BUYERS.length / 2) lately.shift();
    const life = fateOf(place);
    const [, at_most] = AT_MOST.find(([newest]) => place >= ORDERS - newest) ?? [0, 'delivered'];
    return {
      number: FIRST_NUMBER + place,
      buyer,
      at,
      lines: fillCart(life, random),
      steps: live(life, at, now.getTime(), at_most, random),
    };
  });
}
