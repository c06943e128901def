import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { type ErpShop, INBOUND_SECRET, openErpShop } from './erp-shop.fixture.ts';

let house: TestHouse;
let shop: ErpShop;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());
beforeEach(async () => {
  // Nothing is sent here: what the ERP hears is told elsewhere.
  shop = await openErpShop(house, { outbound_enabled: false });
});
afterEach(() => shop?.fake.close());

const item = (fields: Record<string, unknown>) => ({ sku: 'CAFE-250', quantity: 5, ...fields });
const now_s = () => Math.floor(Date.now() / 1000);
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

describe('who may say what the stock is', () => {
  const body = { event_id: 'evt-1', items: [item({})] };

  it('is whoever signs with the secret of the store', async () => {
    expect(await shop.say(body)).toEqual({
      status: 200,
      body: {
        status: 'received',
        items: [
          {
            sku: 'CAFE-250',
            external_id: null,
            status: 'applied',
            reason: null,
            message: null,
            quantity: 5,
          },
        ],
      },
    });
    expect(await shop.level()).toEqual({ quantity: 5, held: 0 });
  });

  it('is nobody else, and hears the same 401 whatever is wrong', async () => {
    const closed = await openErpShop(house, { inbound_enabled: false });
    const without = await house.shop([]);
    const url = (store_id: string) => `${house.url}/webhooks/stock-sync/${store_id}`;
    const refused = await Promise.all([
      shop.say(body, { secret: 'wrong-secret-0123' }),
      shop.say(body, { t: now_s() - 900 }),
      shop.say(body, { t: now_s() + 900 }),
      shop.say(body, { style: 'github' }),
      shop.say(body, { style: 'bling' }),
      shop.say(body, { headers: { 'x-vek1-signature': '' } }),
      shop.say('{"event_id":', { secret: 'wrong-secret-0123' }),
      shop.say(body, { url: closed.inbound_url }),
      shop.say(body, { url: url(without.store_id) }),
      shop.say(body, { url: url(newId()) }),
      shop.say(body, { url: url('no-id-at-all') }),
    ]);
    const words = refused.map(({ status, body: said }) => {
      const { path: _, timestamp: __, traceId: ___, ...rest } = said as Record<string, unknown>;
      return { status, rest };
    });
    expect(words[0]).toMatchObject({ status: 401, rest: { errorCode: 'UNAUTHORIZED' } });
    expect(new Set(words.map((it) => JSON.stringify(it))).size).toBe(1);
    expect(await shop.level()).toEqual({ quantity: 10, held: 0 });
    await closed.fake.close();
  });

  it('may sign the body alone where the store allows it', async () => {
    await shop.put({ allow_untimed_signatures: true });
    expect(await shop.say({ ...body, event_id: 'e1' }, { style: 'github' })).toMatchObject({ status: 200 });
    expect(await shop.say({ ...body, event_id: 'e2' }, { style: 'bling' })).toMatchObject({ status: 200 });
    expect(await shop.say(body, { style: 'github', secret: 'wrong-secret-0123' })).toMatchObject({
      status: 401,
    });
  });

  it('signed exactly these bytes', async () => {
    const text = '{ "event_id" : "evt-é" , "items":[{"sku":"CAFE-250","quantity":"7.00"}] }\n';
    expect(await shop.say(text)).toMatchObject({ status: 200, body: { items: [{ quantity: 7 }] } });
  });
});

describe('an event', () => {
  it.each([
    ['that is no JSON', '{"items":', 400, undefined],
    ['that is no object', '[]', 422, ''],
    ['without items', { event_id: 'e' }, 422, 'items'],
    ['of no items', { event_id: 'e', items: [] }, 422, 'items'],
    ['of 501 items', { event_id: 'e', items: Array(501).fill(item({})) }, 422, 'items'],
    ['with a field nobody knows', { event_id: 'e', items: [item({})], colour: 1 }, 422, 'colour'],
    ['of another mode', { event_id: 'e', items: [item({})], mode: 'add' }, 422, 'mode'],
    ['that adds and has no name', { mode: 'delta', items: [item({})] }, 422, 'event_id'],
    ['of no moment', { event_id: 'e', occurred_at: 'ontem', items: [item({})] }, 422, 'occurred_at'],
  ])('%s is refused whole', async (_, body, status, path) => {
    const refused = await shop.say(body);
    expect(refused.status).toBe(status);
    if (path !== undefined) expect(refused.body).toMatchObject({ errors: [{ path }] });
    expect(await shop.level()).toEqual({ quantity: 10, held: 0 });
  });

  it('is taken once, by its name in the body or in the header', async () => {
    expect(await shop.say({ event_id: 'e1', mode: 'delta', items: [item({})] })).toMatchObject({
      status: 200,
    });
    for (const [body, headers] of [
      [{ event_id: 'e1', mode: 'delta', items: [item({})] }, {}],
      [{ mode: 'delta', items: [item({ quantity: 7 })] }, { 'x-vek1-event-id': 'e1' }],
    ] as const) {
      expect(await shop.say(body, { headers })).toEqual({ status: 200, body: { status: 'duplicate' } });
    }
    expect(await shop.level()).toEqual({ quantity: 15, held: 0 });
    const refused = await shop.say(
      { event_id: 'e2', items: [item({})] },
      { headers: { 'x-vek1-event-id': 'e3' } },
    );
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path: 'event_id' }] } });
  });

  it('that names itself nowhere is taken once all the same, where it is replayed', async () => {
    const t = now_s();
    const body = { items: [item({ quantity: 3 })] };
    expect(await shop.say(body, { t })).toMatchObject({ body: { status: 'received' } });
    await shop.set(8);
    expect(await shop.say(body, { t })).toMatchObject({ body: { status: 'duplicate' } });
    expect(await shop.level()).toMatchObject({ quantity: 8 });
  });

  it('is another one for another store', async () => {
    const other = await openErpShop(house);
    expect(await shop.say({ event_id: 'e1', items: [item({})] })).toMatchObject({
      body: { status: 'received' },
    });
    expect(await other.say({ event_id: 'e1', items: [item({})] })).toMatchObject({
      body: { status: 'received' },
    });
    await other.fake.close();
  });

  it('is kept in the ledger and in the audit log', async () => {
    await shop.set(4, { event_id: 'evt-7', source: 'bling' });
    const ledger = await house.sql`
      select kind, delta, event_id from stock_movements where store_id = ${shop.store_id}`;
    expect(ledger).toEqual([{ kind: 'erp', delta: -6, event_id: 'evt-7' }]);
    const [audited] = await house.sql`
      select actor, action, target_id from audit_log where company_id = ${shop.company_id} order by id desc limit 1`;
    expect(audited).toEqual({ actor: 'service:erp', action: 'erp.applyEvent', target_id: 'evt-7' });
  });
});

describe('each item', () => {
  const judged = async (items: unknown[], more: Record<string, unknown> = {}) => {
    const { body } = await shop.say({ event_id: newId(), items, ...more });
    return (body as { items: { status: string; reason: string | null; quantity: number | null }[] }).items;
  };

  it('is judged by itself: what is wrong with one hurts no other', async () => {
    const results = await judged([
      item({ quantity: '12.5' }),
      item({ quantity: 'muitos' }),
      item({ quantity: 10_000_000 }),
      item({ sku: 'NOBODY' }),
      { quantity: 5 },
      item({ price: 10 }),
      item({ sku: 'A\u0000' }),
      'nonsense',
      item({ quantity: '4.00' }),
    ]);
    expect(results.map(({ status, reason }) => [status, reason])).toEqual([
      ['refused', 'fraction'],
      ['refused', 'not_a_number'],
      ['refused', 'out_of_range'],
      ['unknown', 'no_such_product'],
      ['refused', 'invalid'],
      ['refused', 'invalid'],
      ['refused', 'invalid'],
      ['refused', 'invalid'],
      ['applied', null],
    ]);
    expect(results[5]).toMatchObject({ sku: 'CAFE-250', message: expect.stringContaining('price') });
    expect(await shop.level()).toMatchObject({ quantity: 4 });
  });

  it('names its product by sku, or by the name of the ERP once it came beside the sku', async () => {
    expect(await judged([{ external_id: 987, quantity: 3 }])).toMatchObject([{ status: 'unknown' }]);
    await judged([item({ external_id: 987, quantity: 4 })]);
    expect(await judged([{ external_id: '987', quantity: 3 }])).toMatchObject([
      { external_id: '987', sku: null, status: 'applied', quantity: 3 },
    ]);
    // The ERP gives the name to another product: the newest word holds.
    await judged([{ sku: 'FILTRO-103', external_id: '987', quantity: 9 }]);
    expect(await judged([{ external_id: '987', quantity: 8 }])).toMatchObject([{ quantity: 8 }]);
    expect([await shop.level(0), await shop.level(1)]).toMatchObject([{ quantity: 3 }, { quantity: 8 }]);
  });

  it('of the same product twice: the last value holds, and what is added adds up', async () => {
    const set = await judged([item({ quantity: 7 }), item({ quantity: 6 })]);
    expect(set).toMatchObject([
      { status: 'ignored', reason: 'duplicate_in_batch' },
      { status: 'applied', quantity: 6 },
    ]);
    const added = await judged([item({ quantity: 2 }), item({ quantity: -1 })], { mode: 'delta' });
    expect(added).toMatchObject([
      { status: 'applied', quantity: 7 },
      { status: 'applied', quantity: 7 },
    ]);
  });

  it('of another warehouse is ignored where the store names one', async () => {
    await shop.put({ warehouse: 'main' });
    expect(
      await judged([item({ warehouse: 'loja 2', quantity: 1 }), item({ warehouse: 'main', quantity: 6 })]),
    ).toMatchObject([{ status: 'ignored', reason: 'other_warehouse' }, { quantity: 6 }]);
    expect(await judged([item({ quantity: 7 })])).toMatchObject([{ quantity: 7 }]);
  });

  it('begins to be counted by a value, and by nothing that adds to it', async () => {
    expect(await judged([{ sku: 'AULA', quantity: 2 }], { mode: 'delta' })).toMatchObject([
      { status: 'refused', reason: 'not_tracked' },
    ]);
    expect(await judged([{ sku: 'AULA', quantity: 2 }])).toMatchObject([{ status: 'applied', quantity: 2 }]);
    expect(await shop.level(2)).toEqual({ quantity: 2, held: 0 });
  });

  it('that asks for less than nothing leaves nothing, and each is told in the audit log', async () => {
    expect(await judged([item({ quantity: -3 }), { sku: 'FILTRO-103', quantity: '-0.0' }])).toMatchObject([
      { status: 'applied', reason: 'clamped', quantity: 0 },
      { status: 'applied', reason: null, quantity: 0 },
    ]);
    await judged([{ sku: 'FILTRO-103', quantity: -1 }], { mode: 'delta' });
    const audited = await house.sql`
      select target_id, before, after from audit_log
       where company_id = ${shop.company_id} and action = 'erp.noteClamped' order by id`;
    expect(audited).toMatchObject([
      { target_id: shop.product(0), before: { quantity: 10 }, after: { wanted: -3, quantity: 0 } },
      { target_id: shop.product(1), before: { quantity: 0 }, after: { wanted: -1, quantity: 0 } },
    ]);
  });

  it('of five hundred is answered in its place', async () => {
    const many = Array.from({ length: 500 }, (_, at) => ({ sku: `SKU-${at}`, quantity: at }));
    await house.sql`
      insert into products (company_id, id, store_id, sku, name, price_cents, status, created_at, updated_at)
      select ${shop.company_id}, gen_random_uuid(), ${shop.store_id}, 'SKU-' || n, 'Produto ' || n, 100, 'active', now(), now()
        from generate_series(0, 499) n`;
    const results = await judged(many);
    expect(results.map(({ quantity }) => quantity)).toEqual(many.map(({ quantity }) => quantity));
    const again = await judged(
      many.map((it) => ({ ...it, quantity: 1 })),
      { mode: 'delta' },
    );
    expect(again.map(({ quantity }) => quantity)).toEqual(many.map(({ quantity }) => quantity + 1));
  });
});

describe('values that come out of order', () => {
  it('are ignored where a newer one was applied, whichever comes first', async () => {
    expect(await shop.set(7, { occurred_at: ago(60_000) })).toMatchObject({
      body: { items: [{ quantity: 7 }] },
    });
    expect(await shop.set(9, { occurred_at: ago(120_000) })).toMatchObject({
      body: { items: [{ status: 'ignored', reason: 'stale', quantity: null }] },
    });
    expect(await shop.set(6, { occurred_at: ago(30_000) })).toMatchObject({
      body: { items: [{ quantity: 6 }] },
    });
    expect(await shop.level()).toMatchObject({ quantity: 6 });
  });

  it('are told apart by their version, a number or a moment, where items carry one', async () => {
    const versioned = async (version: unknown, quantity: number) =>
      (await shop.set(0, { items: [item({ version, quantity })] })).body;
    expect(await versioned(8, 8)).toMatchObject({ items: [{ quantity: 8 }] });
    expect(await versioned(7, 7)).toMatchObject({ items: [{ reason: 'stale' }] });
    expect(await versioned(9, 9)).toMatchObject({ items: [{ quantity: 9 }] });
    expect(await versioned(ago(3_600_000), 3)).toMatchObject({ items: [{ reason: 'stale' }] });
  });

  it('are not outdated for ever by a clock that is ahead', async () => {
    await shop.set(7, { occurred_at: '2099-01-01T00:00:00Z' });
    expect(await shop.set(8)).toMatchObject({ body: { items: [{ quantity: 8 }] } });
  });
});

describe('a value and our own sales', () => {
  it('are both true: what we sold and the ERP was not told is taken off its value', async () => {
    await shop.sell(2);
    expect(await shop.set(10)).toMatchObject({ body: { items: [{ quantity: 8 }] } });
    const id = await shop.sell(1);
    expect(await shop.set(10)).toMatchObject({ body: { items: [{ quantity: 7 }] } });
    await shop.post(`orders/${id}/transition`, { to: 'cancelled' });
    expect(await shop.set(10)).toMatchObject({ body: { items: [{ quantity: 8 }] } });
    // What is held for an order is still there, and promised.
    await shop.post('orders', {
      store_id: shop.store_id,
      items: [{ product_id: shop.product(0), quantity: 3 }],
    });
    await shop.set(10);
    expect(await shop.level()).toEqual({ quantity: 8, held: 3 });
  });

  it('are not counted twice for an ERP that counts our orders itself', async () => {
    await shop.put({ erp_counts_our_orders: true });
    await shop.sell(2);
    await shop.post('orders', {
      store_id: shop.store_id,
      items: [{ product_id: shop.product(0), quantity: 3 }],
    });
    await shop.set(5);
    expect(await shop.level()).toEqual({ quantity: 8, held: 3 });
    const { body } = await shop.get(`products/${shop.product(0)}`);
    expect(body.stock_quantity - body.stock_held).toBe(5);
  });

  it('begin anew when the store closes its door to the ERP and opens it again', async () => {
    await shop.sell(2);
    await shop.put({ inbound_enabled: false });
    await shop.put({ inbound_enabled: true });
    expect(await shop.set(10)).toMatchObject({ body: { items: [{ quantity: 10 }] } });
  });

  it('know their signer: a secret that was changed opens nothing any more', async () => {
    const { body } = await shop.put({ inbound_secret: null });
    expect(await shop.set(1)).toMatchObject({ status: 401 });
    const event = { event_id: newId(), items: [item({})] };
    expect(await shop.say(event, { secret: body.inbound_secret })).toMatchObject({ status: 200 });
    expect(INBOUND_SECRET).not.toBe(body.inbound_secret);
  });
});
