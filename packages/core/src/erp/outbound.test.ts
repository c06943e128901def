import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { serviceOf } from '../kernel/operation.ts';
import { stock } from '../stock/index.ts';
import { PAUSES } from './erp-answer.ts';
import { type ErpShop, openErpShop } from './erp-shop.fixture.ts';

let house: TestHouse;
let shop: ErpShop;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());
beforeEach(async () => {
  shop = await openErpShop(house);
});
afterEach(() => shop?.fake.close());

const told = () => shop.fake.events().map(({ event, items }) => ({ event, items }));
const coffee = (delta: number, resulting: number) => ({ sku: 'CAFE-250', delta, resulting });
const states = async () => (await shop.events()).map(({ state }) => state);

describe('a change of stock', () => {
  it('is told to the ERP, signed, in order: what was sold, what came back, what was counted', async () => {
    const order_id = await shop.sell(2);
    await shop.post(`orders/${order_id}/transition`, { to: 'cancelled' });
    await shop.count(7);
    await house.settled();
    const { store_id } = shop;
    expect(shop.fake.events()).toEqual([
      {
        event_id: expect.any(String),
        event: 'order.stock_decremented',
        occurred_at: expect.stringMatching(/^\d{4}-.*Z$/),
        store_id,
        order_id,
        items: [coffee(-2, 8)],
      },
      expect.objectContaining({ event: 'order.stock_restored', order_id, items: [coffee(2, 10)] }),
      expect.objectContaining({ event: 'stock.adjusted', order_id: null, items: [coffee(-3, 7)] }),
    ]);
    expect(await states()).toEqual(['known', 'known', 'known']);
  });

  it('carries the name that the ERP has for the product', async () => {
    await shop.say({ event_id: newId(), items: [{ sku: 'CAFE-250', external_id: '987', quantity: 10 }] });
    await shop.count(9);
    await house.settled();
    expect(told()).toEqual([{ event: 'stock.adjusted', items: [{ ...coffee(-1, 9), external_id: '987' }] }]);
  });

  it('that the ERP made itself is not sent back to it', async () => {
    await shop.set(4);
    await shop.say({ event_id: newId(), mode: 'delta', items: [{ sku: 'CAFE-250', quantity: 2 }] });
    await house.settled();
    expect(await shop.level()).toMatchObject({ quantity: 6 });
    expect(await shop.events()).toEqual([]);
    expect(told()).toEqual([]);
  });

  it('is not told of what the ERP could not tell apart, or while nothing is sent', async () => {
    await shop.count(3, 3);
    await shop.count(null);
    await shop.put({ outbound_enabled: false });
    await shop.count(5);
    await shop.sell(1, 1);
    await shop.put({ outbound_enabled: true });
    await house.settled();
    expect(told()).toEqual([]);
    expect(await shop.events()).toEqual([]);
    // But its own values are corrected by what was sold meanwhile.
    const value = { event_id: newId(), items: [{ sku: 'FILTRO-103', quantity: 10 }] };
    expect(await shop.say(value)).toMatchObject({ body: { items: [{ quantity: 9 }] } });
  });

  it('that the ERP echoes is known for ours, and changes nothing', async () => {
    await shop.sell(2);
    await house.settled();
    const [event] = shop.fake.events();
    const echo = { event_id: event?.event_id, mode: 'delta', items: [{ sku: 'CAFE-250', quantity: -2 }] };
    expect(await shop.say(echo)).toEqual({
      status: 200,
      body: {
        status: 'ignored',
        items: [expect.objectContaining({ status: 'ignored', reason: 'own_event' })],
      },
    });
    expect(await shop.level()).toMatchObject({ quantity: 8 });
  });

  it('of very many products is told in pieces as large as those we take', async () => {
    const { company_id, store_id } = shop;
    const made = await house.sql<{ product_id: string }[]>`
      insert into products (company_id, id, store_id, sku, name, price_cents, status, created_at, updated_at)
      select ${company_id}, gen_random_uuid(), ${store_id}, 'N-' || n, 'Produto ' || n, 100, 'active', now(), now()
        from generate_series(1, 1100) n returning id as product_id`;
    const lines = made.map(({ product_id }) => ({ product_id, quantity: 1 }));
    await house.runner.run(
      stock.set,
      serviceOf(company_id, 'test'),
      { store_id, lines },
      { face: 'internal' },
    );
    await house.settled();
    expect(shop.fake.events().map(({ items }) => items.length)).toEqual([500, 500, 100]);
  });
});

describe('an ERP that does not take an event', () => {
  it('for now is told it again, and then the others in their order', async () => {
    shop.fake.fault({ route: 'hook', status: 503, times: 2 });
    await shop.count(9);
    await shop.count(8);
    await house.settled();
    const [first, second] = await shop.events();
    expect(first).toMatchObject({
      state: 'waiting',
      attempts: 1,
      error: expect.stringContaining('503'),
    });
    expect(second).toMatchObject({ state: 'waiting', attempts: 0 });
    expect(told()).toEqual([]);
    await shop.hurry();
    expect(told()).toEqual([]);
    await shop.hurry();
    expect(told().map(({ items }) => items[0]?.resulting)).toEqual([9, 8]);
    expect(await states()).toEqual(['known', 'known']);
  });

  it('is told again after 5 seconds, and whatever comes meanwhile waits', async () => {
    shop.fake.fault({ route: 'hook', status: 500 });
    await shop.count(9);
    await house.settled();
    const [{ pause } = { pause: 0 }] = await house.sql`
      select extract(epoch from due_at - now())::float8 as pause from erp_events where store_id = ${shop.store_id}`;
    expect(pause).toBeGreaterThan(0);
    expect(pause).toBeLessThanOrEqual(5);
    await shop.count(8);
    expect((await shop.events()).map(({ attempts }) => attempts)).toEqual([1, 0]);
    expect((await shop.get(`stock-sync/outbox/${shop.store_id}`)).body).toEqual({
      waiting: 2,
      dead: 0,
      next_at: expect.stringMatching(/Z$/),
      error: expect.stringContaining('500'),
    });
  });

  it('because it is slow, dead or gone is told again, with the same name', async () => {
    shop.fake.fault({ route: 'hook', after_effect: true, delay_ms: 60_000 });
    await shop.count(9);
    await house.settled();
    expect((await shop.events())[0]).toMatchObject({
      state: 'waiting',
      error: expect.stringContaining('5 segundos'),
    });
    shop.fake.fault({ route: 'hook', after_effect: true, cut: true });
    await shop.hurry();
    expect((await shop.events())[0]).toMatchObject({
      state: 'waiting',
      error: expect.stringContaining('caiu'),
    });
    await shop.hurry();
    // Taken three times, by an ERP that knows it by its name after the first.
    expect(new Set(shop.fake.deliveries()).size).toBe(1);
    expect(shop.fake.deliveries()).toHaveLength(3);
    expect(shop.fake.balance('CAFE-250')).toBe(-1);
    expect(await states()).toEqual(['known']);
  });

  it('is told at once when its address is put right', async () => {
    await shop.put({ outbound_url: 'http://127.0.0.1:9/hook' });
    await shop.count(9);
    await house.settled();
    expect((await shop.events())[0]).toMatchObject({
      state: 'waiting',
      error: expect.stringContaining('recusada'),
    });
    await shop.put({ outbound_url: `${shop.fake.url}/hook` });
    await house.settled();
    expect(told()).toEqual([{ event: 'stock.adjusted', items: [coffee(-1, 9)] }]);
  });

  it('for a day is told no more', async () => {
    shop.fake.fault({ route: 'hook', status: 500, times: 100 });
    await shop.count(9);
    await house.settled();
    await house.sql`update erp_events set attempts = ${PAUSES.length} where store_id = ${shop.store_id}`;
    await shop.hurry();
    expect(await states()).toEqual(['dead']);
  });
});

describe('an event that was given up', () => {
  const tasks = () => house.sql`
    select kind, store_id, title, done_at is not null as done from tasks
     where company_id = ${shop.company_id} order by created_at`;
  const letters = async () => (await shop.get(`stock-sync/dead-letters/${shop.store_id}`)).body;
  beforeEach(async () => {
    // 401 each, as if the ERP had another secret.
    await shop.put({ outbound_secret: 'a-secret-the-erp-does-not-have' });
    await shop.count(9);
    await shop.count(8);
    await house.settled();
  });

  it('holds nothing up, is shown with its reason, and asks a person once', async () => {
    expect(await letters()).toMatchObject({
      total: 2,
      items: [
        {
          event: 'stock.adjusted',
          order_id: null,
          attempts: 1,
          error: expect.stringContaining('segredo'),
          items: [{ product_id: shop.product(0), name: 'Café Bourbon 250g', sku: 'CAFE-250', delta: -1 }],
        },
        { items: [{ delta: -1 }] },
      ],
    });
    expect(await tasks()).toMatchObject([
      {
        kind: 'erp_dead_letter',
        store_id: shop.store_id,
        title: expect.stringContaining('ERP'),
        done: false,
      },
    ]);
    await shop.put({ outbound_secret: 'outbound-secret-of-tests' });
    await shop.count(7);
    await house.settled();
    expect(told().map(({ items }) => items[0]?.resulting)).toEqual([7]);
  });

  it('is sent again when a person says so, and the task is done by itself', async () => {
    await shop.put({ outbound_secret: 'outbound-secret-of-tests' });
    const [first] = (await letters()).items;
    const one = await shop.post(`stock-sync/replay/${shop.store_id}`, { event_ids: [first.id] });
    expect(one).toMatchObject({ status: 200, body: { replayed: 1 } });
    await house.settled();
    expect(shop.fake.deliveries()).toEqual([first.id]);
    expect(await tasks()).toMatchObject([{ done: false }]);
    expect((await shop.post(`stock-sync/replay/${shop.store_id}`)).body).toEqual({ replayed: 1 });
    await house.settled();
    expect(told().map(({ items }) => items[0]?.resulting)).toEqual([9, 8]);
    expect(await letters()).toMatchObject({ total: 0, items: [] });
    expect(await tasks()).toMatchObject([{ done: true }]);
    expect((await shop.post(`stock-sync/replay/${shop.store_id}`)).body).toEqual({ replayed: 0 });
  });

  it('asks anew where it is not taken again either', async () => {
    await shop.post(`stock-sync/replay/${shop.store_id}`);
    await house.settled();
    expect(await letters()).toMatchObject({ total: 2 });
    expect(await tasks()).toMatchObject([{ done: true }, { done: false }]);
  });

  it('is let go where a person says that the ERP knows it', async () => {
    expect((await shop.post(`stock-sync/dismiss/${shop.store_id}`)).body).toEqual({ dismissed: 2 });
    expect(await states()).toEqual(['known', 'known']);
    expect(await tasks()).toMatchObject([{ done: true }]);
  });

  it('is not sent while nothing is, and belongs to its store', async () => {
    await shop.put({ outbound_enabled: false });
    expect(await shop.post(`stock-sync/replay/${shop.store_id}`)).toMatchObject({
      status: 409,
      body: { reason: 'erp.outbound_disabled' },
    });
    const other = await house.shop([]);
    for (const door of ['replay', 'dismiss']) {
      const foreign = await shop.post(`stock-sync/${door}/${shop.store_id}`, {}, other.user_id);
      expect(foreign.status).toBe(404);
    }
    const looked = await shop.get(`stock-sync/dead-letters/${shop.store_id}`, other.user_id);
    expect(looked.status).toBe(404);
    expect(await states()).toEqual(['dead', 'dead']);
  });
});

describe('a value of the ERP and what it was told', () => {
  it('has in it what it took before: nothing is taken off it', async () => {
    await shop.sell(2);
    await house.settled();
    expect(await shop.set(8)).toMatchObject({ body: { items: [{ quantity: 8 }] } });
  });

  it('of a moment before does not', async () => {
    const before = new Date(Date.now() - 1).toISOString();
    await shop.sell(2);
    await house.settled();
    expect(await shop.set(10, { occurred_at: before })).toMatchObject({ body: { items: [{ quantity: 8 }] } });
  });

  it('does not have in it what it did not take, until a person has it sent again', async () => {
    shop.fake.fault({ route: 'hook', status: 422 });
    await shop.sell(2);
    await house.settled();
    expect(await shop.set(10)).toMatchObject({ body: { items: [{ quantity: 8 }] } });
    await shop.post(`stock-sync/replay/${shop.store_id}`);
    await house.settled();
    expect(await shop.set(8)).toMatchObject({ body: { items: [{ quantity: 8 }] } });
  });

  it('that comes before the ERP has answered is put right when it answers', async () => {
    // It takes the event, tells us its new value at once, and only then answers.
    shop.fake.fault({ route: 'hook', after_effect: true, delay_ms: 1_000 });
    shop.fake.count('CAFE-250', 10);
    await shop.sell(2);
    await expect.poll(() => shop.fake.balance('CAFE-250')).toBe(8);
    expect(await shop.set(8)).toMatchObject({ body: { items: [{ quantity: 6 }] } });
    await house.settled();
    expect(await shop.level()).toEqual({ quantity: 8, held: 0 });
    expect(told()).toHaveLength(1);
  });

  it('and what a person counted after it stands', async () => {
    shop.fake.fault({ route: 'hook', after_effect: true, delay_ms: 1_000 });
    await shop.sell(2);
    await expect.poll(() => shop.fake.deliveries().length).toBe(1);
    await shop.set(8);
    await shop.count(3);
    await house.settled();
    expect(await shop.level()).toEqual({ quantity: 3, held: 0 });
  });
});

describe('the test of the way out', () => {
  const test = (as = shop.user_id) => shop.post(`stock-sync/test-outbound/${shop.store_id}`, {}, as);

  it('sends a ping and says what came back, also while nothing else is sent', async () => {
    await shop.put({ outbound_enabled: false });
    expect(await test()).toEqual({
      status: 200,
      headers: expect.anything(),
      body: {
        ok: true,
        status: 200,
        failure: null,
        latency_ms: expect.any(Number),
        body: '{"status":"received"}',
        explanation: expect.stringContaining('recebeu'),
      },
    });
    expect(shop.fake.events()).toMatchObject([
      { event: 'ping', store_id: shop.store_id, order_id: null, items: [] },
    ]);
    expect(await shop.events()).toEqual([]);
  });

  it.each([
    ['another secret', { outbound_secret: 'a-secret-the-erp-does-not-have' }, 401, 'segredo'],
    ['a redirect', { outbound_url: '/moved' }, 307, '/hook'],
    ['no such path', { outbound_url: '/nowhere' }, 404, 'caminho'],
    ['nobody there', { outbound_url: 'http://127.0.0.1:9/' }, null, 'recusada'],
    ['no such name', { outbound_url: 'http://erp.invalid/' }, null, 'DNS'],
  ])('explains %s', async (_, settings: Record<string, string>, status, words) => {
    const { outbound_url: url } = settings;
    await shop.put({ ...settings, ...(url?.startsWith('/') && { outbound_url: shop.fake.url + url }) });
    const { body } = await test();
    expect(body).toMatchObject({ ok: false, status, explanation: expect.stringContaining(words) });
  });

  it('needs an address, and a store of one’s own', async () => {
    await shop.put({ outbound_enabled: false, outbound_url: null });
    expect(await test()).toMatchObject({ status: 409, body: { reason: 'erp.no_outbound_url' } });
    const other = await house.shop([]);
    expect((await test(other.user_id)).status).toBe(404);
    expect(shop.fake.events()).toEqual([]);
  });
});
