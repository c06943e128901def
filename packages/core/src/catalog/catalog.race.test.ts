import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());

const upsert = ({ store_id, user_id }: Shop, rows: unknown[]) =>
  house.rest('POST', '/internal/products/batch-upsert', { store_id, rows }, user_id);

describe('batches of one store at the same time, on a real server', () => {
  it('make each product once and wait for each other, whatever their order', async () => {
    const shop = await house.shop([]);
    const rows = Array.from({ length: 400 }, (_, index) => ({
      ...(index % 2 ? { sku: `SKU-${index}` } : {}),
      name: `Produto ${index}`,
      price_cents: index,
      stock_quantity: index,
    }));
    const answers = await Promise.all(
      [rows, rows.toReversed(), rows, rows.toReversed()].map((batch) => upsert(shop, batch)),
    );
    expect(answers.map(({ status, body }) => [status, body.errors])).toEqual(Array(4).fill([200, 0]));
    expect(answers.map(({ body }) => body.created).toSorted((a, b) => a - b)).toEqual([0, 0, 0, 400]);
    const [counts] = await house.sql`
      select count(*)::int as products, count(distinct sku)::int as skus, count(distinct name)::int as names,
             (select count(*)::int from stock_movements where company_id = ${shop.company_id}) as movements
        from products where company_id = ${shop.company_id}`;
    // One of the 400 has no unit to move.
    expect(counts).toEqual({ products: 400, skus: 200, names: 400, movements: 399 });
  });

  it('cross orders and single changes of the same products without a deadlock', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `Peça ${index}`);
    const shop = await house.shop(names.map((name) => ({ name, price_cents: 1000, stock: 1000 })));
    const { store_id, user_id } = shop;
    const items = shop.product_ids.map((product_id) => ({ product_id, quantity: 1 }));
    const work = Array.from({ length: 12 }, (_, round) => [
      upsert(
        shop,
        names.map((name) => ({ name, price_cents: 1000 + round, stock_quantity: 900 + round })).toReversed(),
      ),
      house.rest(
        'POST',
        '/internal/orders',
        { store_id, items: round % 2 ? items : items.toReversed() },
        user_id,
      ),
      house.rest(
        'PATCH',
        `/internal/products/${shop.product_ids[round]}`,
        { status: 'active', stock_quantity: 950 },
        user_id,
      ),
    ]);
    const statuses = (await Promise.all(work.flat())).map(({ status }) => status);
    expect(statuses).toEqual(Array(12).fill([200, 201, 200]).flat());
    const [levels] = await house.sql`
      select min(held)::int as least, max(held)::int as most from stock_levels where company_id = ${shop.company_id}`;
    expect(levels).toEqual({ least: 12, most: 12 });
  });

  it('end together at the limit of the plan', async () => {
    const shop = await house.shop([]);
    await house.sql`update companies set max_products = 25 where id = ${shop.company_id}`;
    const batches = Array.from({ length: 6 }, (_, batch) =>
      upsert(
        shop,
        Array.from({ length: 10 }, (_, index) => ({ name: `Produto ${batch}-${index}`, price_cents: 1 })),
      ),
    );
    const created = (await Promise.all(batches)).map(({ body }) => body.created);
    expect(created.reduce((sum, count) => sum + count, 0)).toBe(25);
    const [count] =
      await house.sql`select count(*)::int as products from products where company_id = ${shop.company_id}`;
    expect(count).toEqual({ products: 25 });
  });
});
