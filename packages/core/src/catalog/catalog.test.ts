import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let house: TestHouse;
let shop: Shop;
let other: Shop;
beforeAll(async () => {
  house = await startTestHouse();
  other = await house.shop([{ name: 'De outra loja', price_cents: 100, stock: 1 }]);
});
afterAll(() => house?.close());
beforeEach(async () => {
  shop = await house.shop([]);
});

const ask = (method: string, path: string, body?: unknown, user_id = shop.user_id) =>
  house.rest(method, `/internal/products${path}`, body, user_id);
const list = async () => (await ask('GET', `?store_id=${shop.store_id}&limit=200`)).body.items;
const movements = async (product_id: string) =>
  (await house.sql`select kind, delta from stock_movements where product_id = ${product_id} order by id`).map(
    ({ kind, delta }) => [kind, delta],
  );

describe('one product', () => {
  it('is made, read, changed and archived', async () => {
    const made = await ask('POST', '', {
      store_id: shop.store_id,
      sku: ' CAF-1 ',
      name: ' Café Bourbon ',
      price_cents: 4290,
      stock_quantity: 12,
      attributes: { torra: 'média', notas: ['mel', 'cacau'] },
    });
    expect(made).toMatchObject({
      status: 201,
      body: {
        sku: 'CAF-1',
        name: 'Café Bourbon',
        description: '',
        category: '',
        compare_at_cents: null,
        stock_quantity: 12,
        stock_held: 0,
        status: 'active',
        images: [],
        product_group: null,
      },
    });
    const { id } = made.body;
    expect(await ask('GET', `/${id}`)).toMatchObject({ status: 200, body: made.body });

    const changed = await ask('PATCH', `/${id}`, {
      price_cents: 3990,
      compare_at_cents: 4290,
      stock_quantity: 7,
      attributes: { torra: null, origem: 'Cerrado' },
    });
    expect(changed).toMatchObject({
      status: 200,
      body: { name: 'Café Bourbon', price_cents: 3990, compare_at_cents: 4290, stock_quantity: 7 },
    });
    expect(changed.body.attributes).toEqual({ notas: ['mel', 'cacau'], origem: 'Cerrado' });
    expect(await movements(id)).toEqual([
      ['set', 12],
      ['set', -5],
    ]);

    await ask('PATCH', `/${id}`, { status: 'archived', compare_at_cents: null });
    expect(await list()).toEqual([]);
    expect(await ask('GET', `/${id}`)).toMatchObject({
      status: 200,
      body: { status: 'archived', compare_at_cents: null },
    });
  });

  it('may be not tracked, and tracked again', async () => {
    const { id } = (await ask('POST', '', { store_id: shop.store_id, name: 'Aula', price_cents: 100 })).body;
    const stock = async (stock_quantity: number | null) =>
      (await ask('PATCH', `/${id}`, { stock_quantity })).body.stock_quantity;
    expect([await stock(4), await stock(4), await stock(null), await stock(0)]).toEqual([4, 4, null, 0]);
    expect(await movements(id)).toEqual([
      ['set', 4],
      ['set', -4],
    ]);
  });

  it('of a sku that the store has is 409, made or changed; another store may have it', async () => {
    const product = { name: 'A', sku: 'S', price_cents: 1 };
    await ask('POST', '', { store_id: shop.store_id, ...product });
    const second = await ask('POST', '', { store_id: shop.store_id, ...product, sku: 'T' });
    const taken = { status: 409, body: { reason: 'sku.taken' } };
    expect(await ask('POST', '', { store_id: shop.store_id, ...product })).toMatchObject(taken);
    expect(await ask('PATCH', `/${second.body.id}`, { sku: 'S' })).toMatchObject(taken);
    expect((await ask('POST', '', { store_id: other.store_id, ...product }, other.user_id)).status).toBe(201);
  });

  it.each([
    [{}, 'name'],
    [{ name: 'A' }, 'price_cents'],
    [{ name: ' ', price_cents: 1 }, 'name'],
    [{ name: 'A', price_cents: 1.5 }, 'price_cents'],
    [{ name: 'A', price_cents: '1' }, 'price_cents'],
    [{ name: 'A', price_cents: -1 }, 'price_cents'],
    [{ name: 'A', price_cents: 1, stock_quantity: -1 }, 'stock_quantity'],
    [{ name: 'A', price_cents: 1, images: ['javascript:x'] }, 'images.0'],
    [{ name: 'A', price_cents: 1, colour: 'red' }, 'colour'],
    [{ name: 'A\u0000', price_cents: 1 }, 'name'],
  ])('that is wrong is 422 and named: %j', async (product, field) => {
    const answer = await ask('POST', '', { store_id: shop.store_id, ...product });
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].path).toBe(field);
  });

  it('of another shop does not exist; its store is forbidden', async () => {
    const [id] = other.product_ids;
    expect((await ask('GET', `/${id}`)).status).toBe(404);
    expect((await ask('PATCH', `/${id}`, { name: 'Meu' })).status).toBe(404);
    expect((await ask('GET', `/stats/${other.store_id}`)).status).toBe(404);
    for (const body of [{ name: 'A', price_cents: 1 }, { rows: [{ name: 'A', price_cents: 1 }] }]) {
      const path = 'rows' in body ? '/batch-upsert' : '';
      expect((await ask('POST', path, { store_id: other.store_id, ...body })).status).toBe(403);
    }
    expect((await ask('PATCH', `/${id}`, {})).status).toBe(422);
  });
});

describe('the statistics', () => {
  it('count what is kept, by status, stock and category', async () => {
    const rows = [
      { name: 'A', price_cents: 1000, stock_quantity: 10, category: 'Cafés' },
      { name: 'B', price_cents: 500, stock_quantity: 3, category: 'Cafés' },
      { name: 'C', price_cents: 100, stock_quantity: 0, category: 'Chás', status: 'draft' },
      { name: 'D', price_cents: 100 },
      { name: 'E', price_cents: 100, stock_quantity: 9, status: 'archived' },
    ];
    await ask('POST', '/batch-upsert', { store_id: shop.store_id, rows });
    expect((await ask('GET', `/stats/${shop.store_id}`)).body).toEqual({
      store_id: shop.store_id,
      total: 4,
      by_status: { active: 3, draft: 1, archived: 1 },
      tracked: 3,
      untracked: 1,
      out_of_stock: 1,
      low_stock: 1,
      stock_value_cents: 11_500,
      categories: [
        { category: 'Cafés', products: 2 },
        { category: '', products: 1 },
        { category: 'Chás', products: 1 },
      ],
    });
  });

  it('of an empty catalogue are zeros', async () => {
    expect((await ask('GET', `/stats/${shop.store_id}`)).body).toMatchObject({
      total: 0,
      stock_value_cents: 0,
      categories: [],
    });
  });
});
