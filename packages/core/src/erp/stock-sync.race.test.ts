import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
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

const times = <T>(count: number, of: (at: number) => T) => Array.from({ length: count }, (_, at) => of(at));
const shuffled = <T>(items: T[]) =>
  items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);

describe('at the same time', () => {
  it('an event delivered twenty times is applied once', async () => {
    const event = { event_id: 'evt-1', mode: 'delta', items: [{ sku: 'CAFE-250', quantity: 5 }] };
    const answers = await Promise.all(times(20, () => shop.say(event)));
    const statuses = answers.map(({ body }) => (body as { status: string }).status);
    expect(statuses.toSorted()).toEqual([...Array(19).fill('duplicate'), 'received']);
    expect(await shop.level()).toEqual({ quantity: 15, held: 0 });
  });

  it('of many values the newest holds, in whatever order they come', async () => {
    const start = Date.now() - 60_000;
    const values = times(20, (at) => ({ at, occurred_at: new Date(start + at * 1_000 + 1).toISOString() }));
    await Promise.all(shuffled(values).map(({ at, occurred_at }) => shop.set(at, { occurred_at })));
    expect(await shop.level()).toEqual({ quantity: 19, held: 0 });
  });

  it('batches that name the same products the other way round do not wait for each other', async () => {
    const items = [
      { sku: 'CAFE-250', external_id: 'c', quantity: 1 },
      { sku: 'FILTRO-103', external_id: 'f', quantity: 1 },
    ];
    const answers = await Promise.all([
      ...times(10, (at) =>
        shop.say({ event_id: newId(), mode: 'delta', items: at % 2 ? items : items.toReversed() }),
      ),
      ...times(4, (at) => shop.count(50 + at, at % 2)),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(Array(14).fill(200));
  });

  it('sales, counts and the ERP add up, and the ERP hears each product in its order', async () => {
    await shop.count(40);
    const restock = { mode: 'delta', items: [{ sku: 'CAFE-250', quantity: 2 }] };
    await Promise.all([
      ...times(10, () => shop.sell(1)),
      ...times(5, () => shop.say({ event_id: newId(), ...restock })),
    ]);
    expect(await shop.level()).toEqual({ quantity: 40, held: 0 });
    await house.settled();
    const told = shop.fake.events();
    expect(told.map(({ event }) => event)).toEqual([
      'stock.adjusted',
      ...Array(10).fill('order.stock_decremented'),
    ]);
    const ledger = await house.sql`
      select e.seq, i.resulting from erp_events e join erp_event_items i on i.event_id = e.id
       where e.store_id = ${shop.store_id} order by e.seq`;
    expect(told.map(({ items }) => items[0]?.resulting)).toEqual(ledger.map(({ resulting }) => resulting));
    // What the ERP counts by what it heard, and what it added itself, is what there is.
    expect(shop.fake.balance('CAFE-250')).toBe(30 - 10);
  });

  it('two who have the dead letters sent again send each once', async () => {
    shop.fake.fault({ route: 'hook', status: 422, times: 3 });
    for (const units of [9, 8, 7]) await shop.count(units);
    await house.settled();
    const replays = await Promise.all(times(4, () => shop.post(`stock-sync/replay/${shop.store_id}`)));
    expect(replays.reduce((sum, { body }) => sum + body.replayed, 0)).toBe(3);
    await house.settled();
    expect(shop.fake.deliveries()).toHaveLength(3);
    expect(shop.fake.events().map(({ items }) => items[0]?.resulting)).toEqual([9, 8, 7]);
  });
});
