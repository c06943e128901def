import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';

let house: TestHouse;
let shop: Shop;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());
beforeEach(async () => {
  shop = await house.shop([{ name: 'Café Bourbon 250g', price_cents: 1000, stock: 100 }]);
});

const stats = (store_id = shop.store_id, user_id = shop.user_id) =>
  house.rest('GET', `/internal/orders/stats/${store_id}`, undefined, user_id);

async function sold(quantity: number, ...states: string[]): Promise<string> {
  const items = [{ product_id: shop.product_ids[0], quantity }];
  const { body } = await house.rest(
    'POST',
    '/internal/orders',
    { store_id: shop.store_id, items },
    shop.user_id,
  );
  for (const to of states) {
    await house.rest('POST', `/internal/orders/${body.id}/transition`, { to, reason: 'teste' }, shop.user_id);
  }
  return body.id;
}

it('counts every state, and as revenue only money that came and stayed', async () => {
  await sold(1);
  await sold(2, 'confirmed');
  await sold(3, 'confirmed', 'shipped', 'delivered');
  await sold(50, 'confirmed', 'cancelled');
  await sold(7, 'confirmed', 'refunded');
  const { status, body } = await stats();
  expect(status).toBe(200);
  expect(body).toMatchObject({
    store_id: shop.store_id,
    time_zone: 'America/Sao_Paulo',
    orders: 5,
    revenue: { today_cents: 5000, last_7_days_cents: 5000, last_30_days_cents: 5000 },
    average_ticket_cents: 2500,
  });
  expect(body.by_status).toMatchObject({
    pending: { count: 1, total_cents: 1000 },
    confirmed: { count: 1, total_cents: 2000 },
    delivered: { count: 1, total_cents: 3000 },
    cancelled: { count: 1, total_cents: 50_000 },
    refunded: { count: 1, total_cents: 7000 },
    draft: { count: 0, total_cents: 0 },
  });
});

it("counts days from the store's midnight, today among the seven and the thirty", async () => {
  const [today, , week, beforeWeek, month, beforeMonth] = [
    await sold(1, 'confirmed'),
    await sold(2, 'confirmed'),
    await sold(4, 'confirmed'),
    await sold(8, 'confirmed'),
    await sold(16, 'confirmed'),
    await sold(32, 'confirmed'),
  ];
  // Kiritimati is 17 hours ahead of São Paulo: its midnight is another one, whenever this runs.
  await house.sql`update stores set time_zone = 'Pacific/Kiritimati' where id = ${shop.store_id}`;
  const paidAt = (id: string | undefined, days: number, edge: string) => house.sql`
    update orders set paid_at = (date_trunc('day', now() at time zone 'Pacific/Kiritimati') - make_interval(days => ${days}))
                                at time zone 'Pacific/Kiritimati' + ${edge}::interval
     where id = ${id ?? ''}`;
  await paidAt(today, 0, '0 s');
  await paidAt(week, 6, '0 s');
  await paidAt(beforeWeek, 6, '-1 ms');
  await paidAt(month, 29, '0 s');
  await paidAt(beforeMonth, 29, '-1 ms');
  const { body } = await stats();
  expect(body.revenue).toEqual({
    today_cents: 3000,
    last_7_days_cents: 7000,
    last_30_days_cents: 31_000,
  });
  expect(body.average_ticket_cents).toBe(6200);
});

it('is zero for a store that sold nothing, and 404 for one of somebody else', async () => {
  const other = await house.shop([]);
  expect((await stats(other.store_id, other.user_id)).body).toMatchObject({
    orders: 0,
    revenue: { today_cents: 0 },
    average_ticket_cents: null,
  });
  expect((await stats(other.store_id)).status).toBe(404);
  expect((await stats(newId())).status).toBe(404);
});
