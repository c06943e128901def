import { startTestHouse, type TestHouse, TOKENS } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let house: TestHouse;
let shop: Shop;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());
beforeEach(async () => {
  shop = await house.shop([]);
});

const ask = (method: string, path: string, body?: unknown) =>
  house.rest(method, `/internal/products${path}`, body, shop.user_id);
const upsert = (rows: unknown[]) => ask('POST', '/batch-upsert', { store_id: shop.store_id, rows });
const list = async () => (await ask('GET', `?store_id=${shop.store_id}&limit=200`)).body.items;

async function send(path: string, file: Uint8Array | string, type = 'text/csv') {
  const response = await fetch(`${house.url}/internal/products${path}?store_id=${shop.store_id}`, {
    method: 'POST',
    headers: { 'content-type': type, 'x-internal-token': TOKENS.internal, 'x-actor-user-id': shop.user_id },
    body: file as BodyInit,
  });
  return { status: response.status, body: await response.json() };
}

describe('a batch', () => {
  it('makes, changes and leaves alone, by sku and else by name, and says so for each row', async () => {
    const rows = [
      { sku: 'A-1', name: 'Camiseta', price_cents: 5990, stock_quantity: 3 },
      { name: 'Pão de Queijo', price_cents: 500 },
      { name: 'Pães', price_cents: 700 },
    ];
    const first = await upsert(rows);
    expect(first).toMatchObject({ status: 200, body: { created: 3, updated: 0, unchanged: 0, errors: 0 } });
    expect(
      first.body.results.map(({ row, result }: { row: number; result: string }) => [row, result]),
    ).toEqual([
      [1, 'created'],
      [2, 'created'],
      [3, 'created'],
    ]);

    const second = await upsert([
      { sku: 'A-1', price_cents: 4990 },
      { name: '  pao  de QUEIJO ', stock_quantity: 10 },
      { name: 'Pães', price_cents: 700 },
      { sku: 'A-2', name: 'Camiseta', price_cents: 100 },
    ]);
    expect(second.body).toMatchObject({ created: 1, updated: 2, unchanged: 1, errors: 0 });
    expect(second.body.results.map((it: { product_id: string }) => it.product_id).slice(0, 3)).toEqual(
      first.body.results.map((it: { product_id: string }) => it.product_id),
    );
    expect(await list()).toMatchObject([
      { sku: 'A-1', name: 'Camiseta', price_cents: 4990, stock_quantity: 3 },
      { sku: 'A-2', name: 'Camiseta', price_cents: 100, stock_quantity: null },
      { name: 'Pães', price_cents: 700 },
      { name: 'pao  de QUEIJO', price_cents: 500, stock_quantity: 10 },
    ]);
  });

  it('judges each row by itself', async () => {
    const { status, body } = await upsert([
      { name: 'Boa', price_cents: 100 },
      { name: 'Sem preço' },
      { sku: 'SEM-NOME', price_cents: 100 },
      { price_cents: 100 },
      { name: 'Cor', price_cents: 100, colour: 'red' },
      { name: 'Preço', price_cents: 'R$ 1,00' },
      'nada',
      null,
      { name: 'Metade \ud800', price_cents: 100 },
      { name: 'Nulo', price_cents: 100, attributes: { 'a\u0000': 1 } },
    ]);
    expect(status).toBe(200);
    expect(body).toMatchObject({ created: 1, errors: 9 });
    expect(body.results.map((it: { reason: string; field: string }) => [it.reason, it.field])).toEqual([
      [null, null],
      ['price_required', 'price_cents'],
      ['name_required', 'name'],
      ['invalid', null],
      ['invalid', 'colour'],
      ['invalid', 'price_cents'],
      ['invalid', null],
      ['invalid', null],
      ['invalid', 'name'],
      ['invalid', 'attributes.a\u0000'],
    ]);
    expect(await list()).toHaveLength(1);
  });

  it('twice in one: the last wins, whether the product is there or not', async () => {
    await upsert([{ sku: 'A', name: 'Velho', price_cents: 1 }]);
    const { body } = await upsert([
      { sku: 'A', name: 'Um', price_cents: 100 },
      { sku: 'B', name: 'Novo', price_cents: 100 },
      { name: 'Açaí', price_cents: 100 },
      { sku: 'B', name: 'Novo', price_cents: 200 },
      { name: 'ACAI', price_cents: 300 },
      { sku: 'A', name: 'Dois', price_cents: 400 },
      { sku: 'A', price_cents: 'errado' },
    ]);
    expect(
      body.results.map((it: { result: string; reason: string | null }) => it.reason ?? it.result),
    ).toEqual([
      'duplicate_in_batch',
      'duplicate_in_batch',
      'duplicate_in_batch',
      'created',
      'created',
      'updated',
      'invalid',
    ]);
    expect(
      (await list()).map((it: { name: string; price_cents: number }) => [it.name, it.price_cents]),
    ).toEqual([
      ['ACAI', 300],
      ['Dois', 400],
      ['Novo', 200],
    ]);
  });

  it('sells again what was archived', async () => {
    const { body } = await upsert([{ sku: 'A', name: 'A', price_cents: 1, status: 'archived' }]);
    expect(await list()).toEqual([]);
    expect((await upsert([{ sku: 'A', name: 'A', price_cents: 1 }])).body.updated).toBe(1);
    expect(await list()).toMatchObject([{ id: body.results[0].product_id, status: 'active' }]);
  });

  it('makes as many as the plan allows', async () => {
    await house.sql`update companies set max_products = 2 where id = ${shop.company_id}`;
    const products = ['A', 'B', 'C'].map((name) => ({ name, price_cents: 1 }));
    const { body } = await upsert([...products, { name: 'D', price_cents: 1, status: 'archived' }]);
    expect(body).toMatchObject({
      created: 3,
      errors: 1,
      results: [{}, {}, { reason: 'plan.limit_reached' }, {}],
    });
    const refused = { status: 409, body: { reason: 'plan.limit_reached' } };
    expect(await ask('POST', '', { store_id: shop.store_id, name: 'C', price_cents: 1 })).toMatchObject(
      refused,
    );
    expect(await ask('PATCH', `/${body.results[3].product_id}`, { status: 'active' })).toMatchObject(refused);
    expect((await upsert([{ name: 'D', price_cents: 1 }])).body.results[0].reason).toBe('plan.limit_reached');
    expect((await upsert([{ name: 'A', price_cents: 2 }])).body.updated).toBe(1);
  });

  it('wants an envelope of one store with rows or a file, not both, not more than 5,000', async () => {
    const rows = [{ name: 'A', price_cents: 1 }];
    const { store_id } = shop;
    for (const body of [
      { store_id },
      { store_id, rows: [] },
      { store_id, rows, csv: 'bm9tZQ==' },
      { store_id, rows, more: true },
      { store_id, rows: Array(5001).fill(rows[0]) },
      { store_id, rows: {} },
    ]) {
      expect((await ask('POST', '/batch-upsert', body)).status).toBe(422);
    }
    expect((await ask('POST', '/batch-upsert', { rows })).status).toBe(422);
    expect((await send('/batch-upsert', 'x'.repeat(10_000_001))).status).toBe(413);
  });

  it('keeps units that are promised to an open order promised', async () => {
    const { body } = await upsert([{ sku: 'A', name: 'A', price_cents: 100, stock_quantity: 5 }]);
    const [{ product_id }] = body.results;
    const order = { store_id: shop.store_id, items: [{ product_id, quantity: 3 }] };
    await house.rest('POST', '/internal/orders', order, shop.user_id);
    await upsert([{ sku: 'A', stock_quantity: 4 }]);
    expect(await list()).toMatchObject([{ stock_quantity: 4, stock_held: 3 }]);
    const more = { store_id: shop.store_id, items: [{ product_id, quantity: 2 }] };
    expect((await house.rest('POST', '/internal/orders', more, shop.user_id)).status).toBe(409);
  });

  it('is told in the audit log by how it began', async () => {
    await upsert(
      Array.from({ length: 100 }, (_, index) => ({ name: `P\u0000${index}`, price_cents: index })),
    );
    const [row] = await house.sql`
      select after from audit_log where company_id = ${shop.company_id} and action = 'catalog.upsertBatch'`;
    expect(row?.after.rows).toHaveLength(21);
    expect(row?.after.rows.at(-1)).toBe('… 80 more');
  });
});

describe('a file', () => {
  const FILE = 'Código;Nome;Preço;Estoque\nA-1;Café Bourbon;R$ 1.042,90;12\nA-2;Coador;;3\n';
  const latin1 = Uint8Array.from(Buffer.from(FILE, 'latin1'));

  it('is the body of a batch, and its rows are counted as in a spreadsheet', async () => {
    const { status, body } = await send('/batch-upsert', latin1, 'text/csv; charset=utf-8');
    expect(status).toBe(200);
    expect(body.results).toMatchObject([
      { row: 2, result: 'created' },
      { row: 3, result: 'error', reason: 'price_required' },
    ]);
    expect(await list()).toMatchObject([
      { sku: 'A-1', name: 'Café Bourbon', price_cents: 104_290, stock_quantity: 12 },
    ]);
  });

  it('may also stand in the JSON, as base64', async () => {
    const csv = Buffer.from(latin1).toString('base64');
    const { body } = await ask('POST', '/batch-upsert', { store_id: shop.store_id, csv });
    expect(body).toMatchObject({ created: 1, errors: 1 });
  });

  it('is looked at first, and nothing is written', async () => {
    const before = await send('/preview', latin1);
    expect(before).toMatchObject({
      status: 200,
      body: {
        created: 1,
        errors: 1,
        file: {
          encoding: 'windows-1252',
          delimiter: ';',
          columns: [{ header: 'Código', field: 'sku' }, {}, {}, {}],
        },
        sample: [{ row: 2, fields: { sku: 'A-1', price_cents: 104_290 } }, { row: 3 }],
      },
    });
    expect(await list()).toEqual([]);
    await send('/batch-upsert', latin1);
    expect((await send('/preview', latin1)).body).toMatchObject({ created: 0, unchanged: 1, errors: 1 });
    expect((await ask('POST', '/preview', { store_id: shop.store_id, rows: [7] })).body).toMatchObject({
      file: null,
      errors: 1,
    });
  });

  it('that is no table is 422 and says why', async () => {
    expect(await send('/batch-upsert', 'olá')).toMatchObject({
      status: 422,
      body: { reason: 'csv.no_header' },
    });
    expect((await send('/batch-upsert', '')).status).toBe(422);
    expect((await send('/batch-upsert', latin1, 'application/json')).status).toBe(400);
  });

  it('of 5,000 products comes in within seconds, and again without a change', async () => {
    const lines = Array.from(
      { length: 5000 },
      (_, index) =>
        `${index % 2 ? `SKU-${index}` : ''};Produto nº ${index};R$ 1.${100 + (index % 900)},90;${index % 50};Descrição ${index}`,
    );
    const file = `Código;Nome;Preço;Estoque;Descrição\n${lines.join('\n')}`;
    const timed = async (path: string) => {
      const started = performance.now();
      const { body } = await send(path, file);
      return [body, Math.round(performance.now() - started)];
    };
    const [made, making] = await timed('/batch-upsert');
    const [again, repeating] = await timed('/batch-upsert');
    const [, previewing] = await timed('/preview');
    console.info(
      `5,000 rows: made in ${making} ms, sent again in ${repeating} ms, previewed in ${previewing} ms`,
    );
    expect(made).toMatchObject({ created: 5000, errors: 0 });
    expect(again).toMatchObject({ unchanged: 5000, errors: 0 });
    expect((await ask('GET', `?store_id=${shop.store_id}&limit=1`)).body.total).toBe(5000);
  });
});
