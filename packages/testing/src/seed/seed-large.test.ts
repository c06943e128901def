import { randomBytes } from 'node:crypto';
import { createVault } from '@vek1/core/kernel/crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demo } from '../demo.ts';
import { startTestHouse, type TestHouse } from '../house.ts';
import { LARGE_STORE_ID, seedLarge } from './seed-large.ts';

const SIZE = { products: 40, leads: 30, orders: 64 };
let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());

it('makes a second store beside the demo shop, once, that the app can read', async () => {
  const vault = createVault(new Map([['test', randomBytes(32)]]));
  expect(await seedLarge(house.db, vault, SIZE)).toEqual({ seeded: true });
  expect(await seedLarge(house.db, vault, SIZE)).toEqual({ seeded: false });

  const list = async (door: string) =>
    (await house.rest('GET', door, undefined, demo.user_id)).body as {
      total: number;
      items: { id: string }[];
    };
  expect((await list(`/internal/products?store_id=${LARGE_STORE_ID}`)).total).toBe(SIZE.products);
  expect((await list(`/internal/leads?store_ids=${LARGE_STORE_ID}`)).total).toBe(SIZE.leads);
  const orders = await list(`/internal/orders?store_ids=${LARGE_STORE_ID}`);
  expect(orders.total).toBe(SIZE.orders);
  const { body } = await house.rest(
    'GET',
    `/internal/orders/${orders.items[0]?.id}`,
    undefined,
    demo.user_id,
  );
  expect(body.events.at(-1).to_status).toBe(body.status);
  expect(body.total_cents).toBe(body.items[0].total_cents);
});
