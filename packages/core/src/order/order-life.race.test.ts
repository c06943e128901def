import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { MANUAL_PIX, type Shop } from '@vek1/testing/shop';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { serviceOf } from '../kernel/operation.ts';
import type { PaymentMethod } from '../payment/contract.ts';
import type { OrderStatus } from './contract.ts';
import { order as operations } from './index.ts';
import { EDGES } from './rules.ts';

let house: TestHouse;
let shop: Shop;
const UNITS = 100_000;
beforeAll(async () => {
  house = await startTestHouse();
  shop = await house.shop([
    { name: 'Café', price_cents: 1000, stock: UNITS },
    { name: 'Filtro', price_cents: 500, stock: UNITS },
  ]);
  const settings = { ...MANUAL_PIX, cod_enabled: true };
  await house.rest('PUT', `/internal/orders/store/${shop.store_id}/payment-settings`, settings, shop.user_id);
});
afterAll(() => house?.close());

/** What people, timers and the bank may do to one order. */
type Try =
  | { does: 'move'; to: OrderStatus }
  | { does: 'expire'; status: OrderStatus }
  | { does: 'change' | 'renew'; payment_method: 'pix' | 'manual_pix' }
  | { does: 'pay' | 'pay_again' | 'attach' | 'reject' | 'decrement' | 'restore' | 'charge' };

const TARGETS = [
  'pending',
  'confirmed',
  'preparing',
  'shipped',
  'delivered',
  'returned',
  'cancelled',
  'refunded',
] as const;
const tries = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ does: fc.constant('move' as const), to: fc.constantFrom(...TARGETS) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        does: fc.constant('expire' as const),
        status: fc.constantFrom('pending', 'awaiting_payment', 'awaiting_proof' as const),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        does: fc.constantFrom('change' as const, 'renew' as const),
        payment_method: fc.constantFrom('pix' as const, 'manual_pix' as const),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        does: fc.constantFrom(
          'pay' as const,
          'pay_again' as const,
          'attach' as const,
          'reject' as const,
          'decrement' as const,
          'restore' as const,
          'charge' as const,
        ),
      }),
    },
  ),
  { minLength: 4, maxLength: 14, size: 'max' },
);

async function newOrder(draft: boolean, payment_method: PaymentMethod = 'pix'): Promise<string> {
  const items = shop.product_ids.map((product_id, place) => ({ product_id, quantity: place + 1 }));
  const lines = draft ? items : items.toReversed();
  const body = { store_id: shop.store_id, items: lines, draft, payment_method };
  return (await house.rest('POST', '/internal/orders', body, shop.user_id)).body.id;
}

const job = { face: 'job' } as const;

const asked = (it: Try) => ('payment_method' in it ? { payment_method: it.payment_method } : {});

async function attempt(order_id: string, tried: Try): Promise<void> {
  const person = (path: string, body: unknown) => house.rest('POST', path, body, shop.user_id);
  const service = serviceOf(shop.company_id, 'race');
  const pay = async (external_id: string) => {
    const logged = await person(`/internal/orders/${order_id}/payment-attempt`, { external_id });
    if (logged.status !== 201) return logged;
    // Written down without the job it leaves: the confirmation runs here, among all the others.
    const [money] = await house.sql`
      insert into payments (company_id, attempt_id, order_id, amount_cents, recorded_at)
      values (${shop.company_id}, ${logged.body.id}, ${order_id}, ${logged.body.amount_cents}, now()) on conflict do nothing returning 1`;
    if (money)
      await house.runner.run(
        operations.confirmPayment,
        service,
        { order_id, attempt_id: logged.body.id },
        job,
      );
    return logged;
  };
  const act = {
    move: (it: Try) =>
      person(`/internal/orders/${order_id}/transition`, {
        to: 'to' in it && it.to,
        reason: 'corrida',
        ...('to' in it && it.to === 'returned' && { restock: shop.product_ids.slice(0, 1) }),
      }),
    expire: (it: Try) =>
      house.runner.run(
        operations.expire,
        service,
        { order_id, status: 'status' in it ? it.status : 'pending' },
        job,
      ),
    pay: () => pay(`charge-${order_id}`),
    pay_again: () => pay(`second-charge-${order_id}`),
    charge: () => person(`/internal/orders/${order_id}/payment-attempt`, {}),
    change: (it: Try) => person(`/internal/orders/${order_id}/change-method`, asked(it)),
    renew: (it: Try) => person(`/internal/orders/${order_id}/renew`, asked(it)),
    attach: () =>
      person(`/internal/orders/${order_id}/attach-proof`, {
        media_url: `https://files.example/${newId()}.jpg`,
        mime_type: 'image/jpeg',
      }),
    reject: () => person(`/internal/orders/${order_id}/reject-proof`, { reason: 'corrida' }),
    decrement: () => person('/internal/stock/decrement-for-order', { order_id }),
    restore: () => person('/internal/stock/restore-for-order', { order_id }),
  };
  const answer = await act[tried.does](tried);
  // Refused is an answer, broken is not.
  if ('status' in answer) expect([200, 201, 409, 422]).toContain(answer.status);
}

/** What must be true of an order whatever raced, read from the rows. */
async function expectHonest(order_id: string): Promise<void> {
  const [order] =
    await house.sql`select status, payment_status, payment_method, paid_attempt_id, round, status_since from orders where id = ${order_id}`;
  const events =
    await house.sql`select from_status, to_status, created_at from order_events where order_id = ${order_id} order by id`;
  const moves = await house.sql`
    select kind, count(*)::int as rows, sum(delta)::int as units from stock_movements where order_id = ${order_id} group by kind order by kind`;
  const [held] =
    await house.sql`select count(*)::int as rows from stock_holds where order_id = ${order_id} and state = 'held'`;

  for (const [place, { from_status, to_status }] of events.entries()) {
    expect(from_status).toBe(events[place - 1]?.to_status ?? null);
    if (from_status)
      expect(EDGES.some((edge) => edge.from === from_status && edge.to === to_status)).toBe(true);
  }
  expect(events.at(-1)).toMatchObject({ to_status: order?.status, created_at: order?.status_since });

  const states = events.map((event) => event.to_status as OrderStatus);
  const sold = states.includes('confirmed') || states.includes('delivered');
  const all_back =
    sold &&
    (order?.status === 'cancelled' ||
      (order?.status === 'refunded' && !states.includes('shipped') && !states.includes('delivered')));
  const sale = { kind: 'sale', rows: 2, units: -3 };
  const restock = moves.find((move) => move.kind === 'restock');
  expect(moves.filter((move) => move.kind === 'sale')).toEqual(sold ? [sale] : []);
  if (all_back) expect(restock).toEqual({ kind: 'restock', rows: 2, units: 3 });
  else if (!states.includes('returned') && order?.status !== 'refunded') expect(restock).toBeUndefined();
  expect(held?.rows).toBe(HOLDS.has(order?.status) ? 2 : 0);
  if (order?.status === 'cancelled') expect(['paid', 'open']).not.toContain(order.payment_status);
  await expectHonestMoney(order_id, order ?? {});
}

const HOLDS: ReadonlySet<OrderStatus> = new Set([
  'pending',
  'awaiting_payment',
  'awaiting_proof',
  'proof_submitted',
]);

/** What must be true of its attempts and its money. */
async function expectHonestMoney(order_id: string, order: Record<string, unknown>): Promise<void> {
  const { status, payment_status, payment_method, paid_attempt_id, round } = order;
  const attempts = await house.sql`
    select a.id, a.method, a.status, a.status in ('requested', 'open') as alive, p.attempt_id is not null as has_money
      from payment_attempts a left join payments p on p.attempt_id = a.id where a.order_id = ${order_id}`;
  const alive = attempts.filter((it) => it.alive);
  if (status === 'awaiting_payment') expect(payment_method).toBe('pix');
  if (status === 'awaiting_proof') {
    expect(payment_method).toBe('manual_pix');
    expect(alive).toMatchObject([{ method: 'manual_pix', status: 'open' }]);
  }
  // Money at the door is waited for until it comes or the goods come back; else only an order that waits has a code.
  const at_door = payment_method === 'cash_on_delivery' && payment_status === 'unpaid';
  const out = ['confirmed', 'preparing', 'shipped'].includes(String(status));
  if (at_door && out) expect(alive).toMatchObject([{ method: 'cash_on_delivery', status: 'open' }]);
  else if (!HOLDS.has(status as OrderStatus)) expect(alive).toEqual([]);
  // What a person saw is written down once, of the attempt that confirmed the order.
  const by_hand = attempts.filter((it) => it.method !== 'pix' && it.has_money);
  expect(by_hand.length).toBeLessThanOrEqual(1);
  for (const it of by_hand) expect(it).toMatchObject({ id: paid_attempt_id, status: 'paid' });
  if (payment_status === 'paid' && payment_method !== 'pix') expect(paid_attempt_id).not.toBeNull();
  const [rounds] =
    await house.sql`select coalesce(max(round), 0)::int as last, count(*)::int as rows from stock_holds where order_id = ${order_id}`;
  expect(rounds).toEqual({ last: round, rows: 2 * Number(round) });
}

describe('everybody at once, on a real server', () => {
  it('never leaves the table, loses an event, or moves a unit twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.constantFrom('pix' as const, 'manual_pix' as const, 'cash_on_delivery' as const),
        tries,
        fc.array(tries, { minLength: 1, maxLength: 3 }),
        async (draft, payment_method, first, waves) => {
          const order_id = await newOrder(draft, payment_method);
          for (const wave of [first, ...waves]) {
            await Promise.all(wave.map((tried) => attempt(order_id, tried)));
            await expectHonest(order_id);
          }
        },
      ),
      { numRuns: 30 },
    );
    const levels = await house.sql`
      select l.quantity - (${UNITS} + coalesce((select sum(delta) from stock_movements m where m.product_id = l.product_id and m.order_id is not null), 0)) as lost,
             l.held - coalesce((select sum(quantity) from stock_holds h where h.product_id = l.product_id and h.state = 'held'), 0) as forgotten
        from stock_levels l where l.company_id = ${shop.company_id}`;
    expect(levels.map(({ lost, forgotten }) => [Number(lost), Number(forgotten)])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it('lets one of twenty people take an order along, and answers the others what is so', async () => {
    const order_id = await newOrder(false);
    const move = (to: string) =>
      house.rest('POST', `/internal/orders/${order_id}/transition`, { to }, shop.user_id);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, place) => move(place % 2 ? 'confirmed' : 'cancelled')),
    );
    const won = answers.filter((answer) => answer.status === 200).map((answer) => answer.body.status);
    // Whoever was first: a confirmed order may still be called off, a cancelled one is over.
    expect(new Set(won).size).toBeLessThanOrEqual(2);
    expect(won).toContain('cancelled');
    await expectHonest(order_id);
  });
});
