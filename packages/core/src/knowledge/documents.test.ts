import { eventually } from '@vek1/testing/eventually';
import { type FakeOllama, startOllama } from '@vek1/testing/fakes/ollama';
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';

let ollama: FakeOllama;
let house: TestHouse;
let shop: Shop;
let other: Shop;
beforeAll(async () => {
  ollama = await startOllama();
  house = await startTestHouse({ ollama_url: ollama.url });
  other = await house.shop([{ name: 'Vela de cera', price_cents: 3000, stock: 3 }]);
});
beforeEach(async () => {
  shop = await house.shop([
    { name: 'Café Bourbon', price_cents: 4290, stock: 5, category: 'Cafés' },
    { name: 'Caneca azul', price_cents: 2500, stock: 5 },
  ]);
});
afterAll(async () => {
  await house?.close();
  await ollama?.close();
});

const DOCUMENTS = '/internal/documents';
const asShop = (method: string, path: string, body?: unknown) => house.rest(method, path, body, shop.user_id);
const write = (fields: object) => asShop('POST', DOCUMENTS, { store_id: shop.store_id, ...fields });
const list = async (query = '') =>
  (await asShop('GET', `${DOCUMENTS}?store_id=${shop.store_id}${query}`)).body;
const get = async (id: string) => (await asShop('GET', `${DOCUMENTS}/${id}`)).body;
const chunksOf = (document_id: string) => house.sql`
  select position, text, model, embedding is not null as has_vector
    from chunks where company_id = ${shop.company_id} and document_id = ${document_id} order by position`;

async function vectorsOf(...input: string[]): Promise<number[][]> {
  const body = JSON.stringify({ model: 'bge-m3', input });
  return (await (await fetch(`${ollama.url}/api/embed`, { method: 'POST', body })).json()).embeddings;
}

describe('a document of its own', () => {
  it('is written, found by id and list, and embedded by a job', async () => {
    const { status, body } = await write({ title: 'Trocas', text: 'Trocamos em até 7 dias.' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      store_id: shop.store_id,
      product_id: null,
      title: 'Trocas',
      text: 'Trocamos em até 7 dias.',
      content: 'Trocas\nTrocamos em até 7 dias.',
      status: 'pending',
      reason: null,
    });
    await house.settled();
    expect(await get(body.id)).toMatchObject({ id: body.id, status: 'completed' });
    expect(await chunksOf(body.id)).toMatchObject([{ position: 0, model: 'bge-m3', has_vector: true }]);
    const { items, total } = await list();
    expect(total).toBe(3);
    expect(items[0]).toMatchObject({ product_id: expect.any(String), status: 'completed' });
    expect(items.find((item: { id: string }) => item.id === body.id)).not.toHaveProperty('text');
    expect((await list('&status=pending,processing')).total).toBe(0);
  });

  it('is embedded again only where its text changed', async () => {
    const paragraph = (word: string) => `${word} `.repeat(200).trim();
    const { body } = await write({ title: 'Regras', text: `${paragraph('frete')}\n\n${paragraph('troca')}` });
    await house.settled();
    const before = ollama.embedded().length;
    const text = `${paragraph('frete')}\n\n${paragraph('prazo')}`;
    expect((await asShop('PATCH', `${DOCUMENTS}/${body.id}`, { text })).body).toMatchObject({
      status: 'pending',
      text,
    });
    await house.settled();
    expect(ollama.embedded().slice(before)).toEqual([`Regras\n${paragraph('prazo')}`]);
    expect((await get(body.id)).status).toBe('completed');
    await asShop('PATCH', `${DOCUMENTS}/${body.id}`, { text });
    await house.settled();
    expect(ollama.embedded()).toHaveLength(before + 1);
    await asShop('PATCH', `${DOCUMENTS}/${body.id}`, { text: 'curto' });
    await house.settled();
    expect(await chunksOf(body.id)).toMatchObject([{ position: 0, text: 'Regras\ncurto', has_vector: true }]);
  });

  it('keeps no vector of a text that changed while it was embedded', async () => {
    const { body } = await write({ title: 'Prazo', text: 'a' });
    await house.settled();
    ollama.fault({ route: 'embed', delay_ms: 700 });
    await asShop('PATCH', `${DOCUMENTS}/${body.id}`, { text: 'b' });
    await eventually(async () => expect((await get(body.id)).status).toBe('processing'));
    await asShop('PATCH', `${DOCUMENTS}/${body.id}`, { text: 'c' });
    expect(await chunksOf(body.id)).toMatchObject([{ has_vector: false }]);
    await house.settled();
    expect(ollama.embedded().slice(-2)).toEqual(['Prazo\nb', 'Prazo\nc']);
    const [values] = await vectorsOf('Prazo\nc');
    const [row] = await house.sql`
      select embedding <=> ${JSON.stringify(values)}::vector as distance from chunks
       where company_id = ${shop.company_id} and document_id = ${body.id}`;
    expect(row?.distance).toBeCloseTo(0, 5);
    expect((await get(body.id)).status).toBe('completed');
  });

  it('is deleted with its chunks', async () => {
    const { body } = await write({ title: 'Trocas', text: 'Não trocamos.' });
    expect((await asShop('DELETE', `${DOCUMENTS}/${body.id}`)).status).toBe(204);
    expect((await asShop('GET', `${DOCUMENTS}/${body.id}`)).status).toBe(404);
    expect((await asShop('DELETE', `${DOCUMENTS}/${body.id}`)).status).toBe(404);
    expect(await chunksOf(body.id)).toHaveLength(0);
  });

  it('says why it could not be embedded, and holds nobody else up', async () => {
    ollama.poison('indigesto');
    const { body: bad } = await write({ title: 'Ruim', text: 'Um texto indigesto.' });
    const { body: good } = await write({ title: 'Bom', text: 'Um texto leve.' });
    await house.settled();
    expect(await get(bad.id)).toMatchObject({ status: 'error', reason: expect.stringContaining('NaN') });
    expect(await get(good.id)).toMatchObject({ status: 'completed', reason: null });
    await asShop('PATCH', `${DOCUMENTS}/${bad.id}`, { text: 'Um texto leve também.' });
    await house.settled();
    expect(await get(bad.id)).toMatchObject({ status: 'completed', reason: null });
  });

  it('waits for an embedder that is down, and asks again by itself', async () => {
    ollama.fault({ route: 'embed', times: 1_000, status: 503 });
    const { body } = await write({ title: 'Frete', text: 'Entregamos em Minas.' });
    await house.settled();
    expect(await get(body.id)).toMatchObject({ status: 'pending', reason: null });
    ollama.clearFaults();
    await eventually(async () => expect(await get(body.id)).toMatchObject({ status: 'completed' }));
    await house.settled();
  });

  it('is no more than the plan allows', async () => {
    await house.sql`update companies set max_documents = 1 where id = ${shop.company_id}`;
    const answers = await Promise.all(['a', 'b', 'c'].map((title) => write({ title, text: 'texto' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      reason: 'plan.limit_reached',
    });
  });
});

describe('the document of a product', () => {
  const documentOf = async (product_id: string | undefined) => {
    const { items } = await list(`&product_id=${product_id}`);
    return get(items[0]?.id);
  };
  const addTo = (product_id: string | undefined, fields: object = {}) =>
    asShop('POST', `${DOCUMENTS}/upsert-by-product`, { store_id: shop.store_id, product_id, ...fields });

  it('tells what the catalogue says, and what a person adds', async () => {
    const [product_id] = shop.product_ids;
    const { status, body } = await addTo(product_id, { text: 'Torrado toda sexta.' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      product_id,
      title: 'Café Bourbon',
      text: 'Torrado toda sexta.',
      status: 'pending',
    });
    expect(body.content).toBe('Café Bourbon\nCafés\n\nTorrado toda sexta.');
    const { body: again } = await addTo(product_id);
    expect(again).toMatchObject({ id: body.id, text: 'Torrado toda sexta.' });
    await house.settled();
    expect(await documentOf(product_id)).toMatchObject({ id: body.id, status: 'completed' });
    // The job looked after the whole store: the product that had none has one too.
    expect(await documentOf(shop.product_ids[1])).toMatchObject({
      title: 'Caneca azul',
      text: '',
      status: 'completed',
    });
  });

  it('follows the product, and is embedded again only where its text changed', async () => {
    const [product_id] = shop.product_ids;
    await addTo(product_id);
    await house.settled();
    const before = ollama.embedded().length;
    await asShop('PATCH', `/internal/products/${product_id}`, { price_cents: 4990 });
    await house.settled();
    expect(ollama.embedded()).toHaveLength(before);
    const changes = { name: 'Café Catuaí', attributes: { torra: 'clara' } };
    expect((await asShop('PATCH', `/internal/products/${product_id}`, changes)).status).toBe(200);
    await house.settled();
    expect(ollama.embedded().slice(before)).toEqual(['Café Catuaí\nCafés\ntorra: clara']);
    expect(await documentOf(product_id)).toMatchObject({ title: 'Café Catuaí', status: 'completed' });
  });

  it('is made anew when it is deleted, without what people wrote', async () => {
    const [product_id] = shop.product_ids;
    const { body } = await addTo(product_id, { text: 'Nota.' });
    expect((await asShop('DELETE', `${DOCUMENTS}/${body.id}`)).status).toBe(204);
    await house.settled();
    expect(await documentOf(product_id)).toMatchObject({ text: '', status: 'completed' });
  });

  it('is named after the product, and may lose what was added', async () => {
    const { body } = await addTo(shop.product_ids[0], { text: 'Nota.' });
    const named = await asShop('PATCH', `${DOCUMENTS}/${body.id}`, { title: 'Outro nome' });
    expect(named).toMatchObject({ status: 422, body: { errors: [{ path: 'title' }] } });
    const cleared = await asShop('PATCH', `${DOCUMENTS}/${body.id}`, { text: '' });
    expect(cleared).toMatchObject({ status: 200, body: { text: '', content: 'Café Bourbon\nCafés' } });
  });
});

describe('what is refused', () => {
  it.each([
    ['no title', { text: 'a' }, 'title'],
    ['no text', { title: 'a', text: ' ' }, 'text'],
    ['a text that is too long', { title: 'a', text: 'a'.repeat(200_001) }, 'text'],
    ['an unknown field', { title: 'a', text: 'a', status: 'completed' }, 'status'],
  ])('%s', async (_, fields, path) => {
    expect(await write(fields)).toMatchObject({ status: 422, body: { errors: [{ path }] } });
  });

  it('an empty patch, and a document emptied', async () => {
    const { body } = await write({ title: 'a', text: 'a' });
    expect((await asShop('PATCH', `${DOCUMENTS}/${body.id}`, {})).status).toBe(422);
    expect(await asShop('PATCH', `${DOCUMENTS}/${body.id}`, { text: '' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'text' }] },
    });
  });

  it("another shop's store, product and document, as if they did not exist", async () => {
    const asOther = (method: string, path: string, body?: unknown) =>
      house.rest(method, path, body, other.user_id);
    const { body } = await write({ title: 'Segredo', text: 'Só nosso.' });
    for (const id of [body.id, newId()]) {
      expect((await asOther('GET', `${DOCUMENTS}/${id}`)).status).toBe(404);
      expect((await asOther('PATCH', `${DOCUMENTS}/${id}`, { title: 'Meu' })).status).toBe(404);
      expect((await asOther('DELETE', `${DOCUMENTS}/${id}`)).status).toBe(404);
    }
    for (const store_id of [shop.store_id, newId()]) {
      expect((await asOther('GET', `${DOCUMENTS}?store_id=${store_id}`)).status).toBe(403);
      expect((await asOther('POST', DOCUMENTS, { store_id, title: 'a', text: 'a' })).status).toBe(403);
    }
    for (const product_id of [shop.product_ids[0], newId()]) {
      const answer = await asOther('POST', `${DOCUMENTS}/upsert-by-product`, {
        store_id: other.store_id,
        product_id,
      });
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'product_id' }] } });
    }
    expect((await get(body.id)).text).toBe('Só nosso.');
  });
});
