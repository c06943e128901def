import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OrderStatus, type OrderView, PaymentStatus } from './contract.ts';
import {
  EDGES,
  findEdge,
  givesAllBack,
  hasLeft,
  moneyAfter,
  moneyFrom,
  OWN_OPERATION,
  sumByProduct,
  targetsFor,
  WALKERS,
  type Walker,
} from './rules.ts';

/** The specification's table, row by row; and the house confirms where a superseded charge is paid all the same. */
const TABLE = `
  draft > pending: agent merchant
  draft > cancelled: agent merchant system
  pending > awaiting_payment awaiting_proof: system
  pending > confirmed: merchant
  pending > expired: system
  awaiting_payment > confirmed: system merchant
  awaiting_payment > expired: system
  awaiting_payment > awaiting_proof: customer merchant
  awaiting_proof > awaiting_payment: customer merchant
  awaiting_proof > proof_submitted: system
  awaiting_proof > confirmed: system merchant
  awaiting_proof > expired: system
  proof_submitted > confirmed: system merchant
  proof_submitted > awaiting_proof: merchant
  expired > awaiting_payment awaiting_proof: customer merchant
  expired > proof_submitted: system
  expired > confirmed: system
  pending awaiting_payment awaiting_proof proof_submitted expired > cancelled: customer merchant
  confirmed > preparing shipped delivered: merchant
  preparing > confirmed shipped delivered: merchant
  confirmed preparing > cancelled: merchant
  shipped > delivered: merchant tracking
  shipped > preparing: merchant
  shipped delivered > returned: merchant
  confirmed preparing > refunded: system merchant
  shipped delivered returned > refunded: system merchant`;

const words = (text = '') => text.trim().split(/\s+/);
const written = words(TABLE.trim().replaceAll('\n', ' ; '))
  .join(' ')
  .split(' ; ')
  .flatMap((line) => {
    const [, from, to, by] = /^(.+) > (.+): (.+)$/.exec(line.trim()) ?? [];
    return words(from).flatMap((one) =>
      words(to).map((other) => `${one} > ${other}: ${words(by).sort().join(' ')}`),
    );
  });

const WALKER: readonly Walker[] = ['agent', 'merchant', 'system', 'customer', 'tracking'];
const MINUTE = 60_000;
const at = (ms: number) => new Date(ms).toISOString();
const order = (status: OrderStatus, more: Partial<Parameters<typeof findEdge>[0]> = {}) => ({
  status,
  status_since: at(0),
  payment_status: 'unpaid' as PaymentStatus,
  payment_method: 'pix' as const,
  ...more,
});

describe('the table', () => {
  it('has the edges of the specification, for those who may walk them, and no other', () => {
    const here = EDGES.map(({ from, to, by }) => `${from} > ${to}: ${[...by].sort().join(' ')}`);
    expect(here.toSorted()).toEqual(written.toSorted());
  });

  it('ends in cancelled and refunded, and from everywhere else one of them can be reached', () => {
    const after = (from: OrderStatus) => EDGES.filter((edge) => edge.from === from).map((edge) => edge.to);
    const ends = OrderStatus.options.filter((status) => after(status).length === 0);
    expect(ends.toSorted()).toEqual(['cancelled', 'refunded']);
    for (const start of OrderStatus.options) {
      const seen = new Set([start]);
      for (const status of seen) for (const next of after(status)) seen.add(next);
      expect([...seen].some((status) => ends.includes(status))).toBe(true);
    }
  });
});

describe('where an order may be taken', () => {
  it('never offers a state that an operation of its own leads to', () => {
    for (const status of OrderStatus.options) {
      for (const by of Object.values(WALKERS)) {
        const targets = targetsFor(order(status, { payment_status: 'paid' }), by, 0);
        expect(targets.filter((target) => OWN_OPERATION.has(target))).toEqual([]);
      }
    }
  });

  it('lets a customer, by the agent, call off what is not paid, and nothing else but a draft', () => {
    expect(targetsFor(order('awaiting_payment'), WALKERS.agent, 0)).toEqual(['cancelled']);
    expect(targetsFor(order('draft'), WALKERS.agent, 0)).toEqual(['pending', 'cancelled']);
    expect(targetsFor(order('confirmed', { payment_status: 'paid' }), WALKERS.agent, 0)).toEqual([]);
  });

  it('undoes a shipment for ten minutes', () => {
    expect(findEdge(order('shipped'), 'preparing', ['merchant'], 10 * MINUTE)).toBeDefined();
    expect(findEdge(order('shipped'), 'preparing', ['merchant'], 10 * MINUTE + 1)).toBeUndefined();
  });

  it('begins an expired order again for seven days, unless money of it is owed back', () => {
    const week = 7 * 24 * 60 * MINUTE;
    expect(findEdge(order('expired'), 'awaiting_payment', ['merchant'], week)).toBeDefined();
    expect(findEdge(order('expired'), 'awaiting_payment', ['merchant'], week + 1)).toBeUndefined();
    const owed = order('expired', { payment_status: 'refund_due' });
    expect(findEdge(owed, 'awaiting_payment', ['merchant'], 0)).toBeUndefined();
  });

  it('refunds only where money came, and by hand only what the gateway is not giving back', () => {
    for (const payment_status of PaymentStatus.options) {
      const delivered = order('delivered', { payment_status });
      const came = payment_status !== 'unpaid' && payment_status !== 'open';
      expect(findEdge(delivered, 'refunded', ['system'], 0) !== undefined).toBe(came);
      const offered = targetsFor(delivered, WALKERS.user, 0).includes('refunded');
      expect(offered).toBe(came && payment_status !== 'refund_pending');
    }
  });

  it('pays cash on delivery when it is delivered, and all else when it is confirmed', () => {
    const money = (from: OrderStatus, to: OrderStatus, payment_method: 'pix' | 'cash_on_delivery') => {
      const it = order(from, { payment_method });
      const edge = findEdge(it, to, ['merchant'], 0);
      return edge && moneyAfter(edge, it);
    };
    expect(money('pending', 'confirmed', 'pix')).toBe('paid');
    expect(money('pending', 'confirmed', 'cash_on_delivery')).toBe('unpaid');
    expect(money('shipped', 'delivered', 'cash_on_delivery')).toBe('paid');
    expect(money('shipped', 'delivered', 'pix')).toBe('unpaid');
  });
});

interface Attempt {
  to: OrderStatus;
  by: Walker;
  /** Since the one before. */
  minutes: number;
  /** What the gateway or the bank did meanwhile. */
  money: PaymentStatus | null;
  restock: boolean;
}

const attempts = fc.array(
  fc.record<Attempt>({
    to: fc.constantFrom(...OrderStatus.options),
    by: fc.constantFrom(...WALKER),
    minutes: fc.constantFrom(0, 1, 5, 11, 60, 20_000),
    money: fc.option(fc.constantFrom(...PaymentStatus.options), { freq: 8 }),
    restock: fc.boolean(),
  }),
  { maxLength: 150, size: 'max' },
);

const UNITS = 3;

/** A shop with one product and one order of it: what the stock's commands do, in small. */
function walk(start: 'draft' | 'pending', tries: readonly Attempt[], check: (shop: Shop) => void): void {
  const shop: Shop = {
    ...order(start),
    shelf: 10,
    held: start === 'draft' ? 0 : UNITS,
    sold: 0,
    restocked: 0,
    events: [],
  };
  shop.events.push([null, start]);
  let now = 0;
  const hold = () => {
    shop.held += UNITS;
  };
  const consume = () => {
    shop.shelf -= shop.held;
    shop.sold += shop.held;
    shop.held = 0;
  };
  const restore = () => {
    const back = shop.sold - shop.restocked;
    shop.shelf += back;
    shop.restocked += back;
  };
  for (const { to, by, minutes, money, restock } of tries) {
    now += minutes * MINUTE;
    // Nobody was asked for money yet.
    if (money && shop.status !== 'draft') shop.payment_status = money;
    const edge = findEdge(shop, to, [by], now);
    if (!edge) continue;
    const effects = {
      none: () => undefined,
      hold,
      consume,
      hold_and_consume: () => {
        hold();
        consume();
      },
      release: () => {
        shop.held = 0;
      },
      restore,
      restock: () => (restock ? restore() : undefined),
    };
    effects[edge.stock]();
    shop.payment_status = moneyAfter(edge, shop);
    shop.events.push([shop.status, to]);
    shop.status = to;
    shop.status_since = at(now);
    check(shop);
  }
}

interface Shop {
  status: OrderStatus;
  status_since: string;
  payment_status: PaymentStatus;
  payment_method: OrderView['payment_method'];
  shelf: number;
  held: number;
  sold: number;
  restocked: number;
  events: [OrderStatus | null, OrderStatus][];
}

const WAITING: readonly OrderStatus[] = ['pending', 'awaiting_payment', 'awaiting_proof', 'proof_submitted'];

/** What is true of stock and ledger wherever an order has come to. */
function expectHonest({ status, shelf, held, sold, restocked, events }: Shop): void {
  expect(held).toBe(WAITING.includes(status) ? UNITS : 0);
  expect(sold === 0 || sold === UNITS).toBe(true);
  expect(restocked === 0 || restocked === sold).toBe(true);
  expect(shelf).toBe(10 - sold + restocked);
  if (hasLeft(status)) expect([sold, restocked]).toEqual([UNITS, 0]);
  if (status === 'cancelled') expect(restocked).toBe(sold);
  if (status === 'draft' || status === 'expired' || WAITING.includes(status)) expect(sold).toBe(0);

  const names = new Set(written.map((edge) => edge.split(':')[0]));
  for (const [place, [from, to]] of events.entries()) {
    expect(from).toBe(events[place - 1]?.[1] ?? null);
    if (from) expect(names).toContain(`${from} > ${to}`);
  }
  expect(events.at(-1)?.[1]).toBe(status);
}

describe('any walk', () => {
  const starts = fc.constantFrom('draft' as const, 'pending' as const);

  it('stays in the table, loses no event, and moves no unit twice', () => {
    fc.assert(
      fc.property(starts, attempts, (start, tries) => walk(start, tries, expectHonest)),
      { numRuns: 500 },
    );
  });

  it('that ends gives all its goods back, unless the customer has them', () => {
    fc.assert(
      fc.property(starts, attempts, (start, tries) =>
        walk(start, tries, ({ status, sold, restocked, events }) => {
          const from = events.at(-1)?.[0];
          if (from && givesAllBack(from, status)) expect(restocked).toBe(sold);
          if (status === 'refunded' && from && from !== 'confirmed' && from !== 'preparing') {
            expect(givesAllBack(from, status)).toBe(false);
          }
        }),
      ),
      { numRuns: 200 },
    );
  });

  it('keeps no money of an order that was called off', () => {
    fc.assert(
      fc.property(starts, attempts, (start, tries) =>
        walk(start, tries, ({ status, payment_status }) => {
          if (status === 'cancelled') expect(['paid', 'flagged', 'open']).not.toContain(payment_status);
          if (status === 'refunded') expect(payment_status).toBe('refunded');
          if (status === 'expired') expect(payment_status).not.toBe('open');
        }),
      ),
      { numRuns: 500 },
    );
  });

  it('comes to every state there is', () => {
    const seen = new Set<OrderStatus>();
    fc.assert(
      fc.property(starts, attempts, (start, tries) => {
        seen.add(start);
        walk(start, tries, ({ status }) => seen.add(status));
      }),
      { numRuns: 300, seed: 1042 },
    );
    expect([...seen].toSorted()).toEqual(OrderStatus.options.toSorted());
  });
});

describe('where the money of an order is', () => {
  const nothing = { payment_status: 'open' as PaymentStatus, paid_attempt_id: null, paid_at: null };
  const money = (
    attempt_id: string,
    status: OrderView['payments'][number]['status'],
    disputed_at: string | null = null,
  ) => ({
    attempt_id,
    status,
    disputed_at,
  });

  it('is where its own payment is, whatever came besides', () => {
    const paid = { ...nothing, payment_status: 'paid' as const, paid_attempt_id: 'own', paid_at: at(0) };
    const besides = money('other', 'refund_failed');
    expect(moneyFrom(paid, [money('own', 'kept'), besides])).toBe('paid');
    expect(moneyFrom(paid, [money('own', 'refund_pending'), besides])).toBe('refund_pending');
    expect(moneyFrom(paid, [money('own', 'kept', at(1)), besides])).toBe('disputed');
  });

  it('is where a person saw it, whatever a charge brought besides', () => {
    const by_hand = { ...nothing, payment_status: 'paid' as const, paid_at: at(0) };
    expect(moneyFrom(by_hand, [money('late', 'refund_due')])).toBe('paid');
  });

  it('is what asks most for a person, where no payment is its own', () => {
    expect(moneyFrom(nothing, [])).toBe('open');
    expect(moneyFrom(nothing, [money('a', 'recorded')])).toBe('open');
    expect(moneyFrom(nothing, [money('a', 'refunded'), money('b', 'refund_due')])).toBe('refund_due');
    expect(moneyFrom(nothing, [money('a', 'flagged'), money('b', 'refund_failed')])).toBe('refund_failed');
    expect(moneyFrom(nothing, [money('a', 'refunded'), money('b', 'refunded')])).toBe('refunded');
  });
});

describe('a cart', () => {
  it('sums the lines of one product, in id order, however its id is written', () => {
    const lines = [
      { product_id: 'BB', quantity: 1 },
      { product_id: 'aa', quantity: 2 },
      { product_id: 'bb', quantity: 3 },
    ];
    expect(sumByProduct(lines)).toEqual([
      { product_id: 'aa', quantity: 2 },
      { product_id: 'bb', quantity: 4 },
    ]);
  });
});
