import { type FakeOllama, startOllama } from '@vek1/testing/fakes/ollama';
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import type { NewProduct, Shop } from '@vek1/testing/shop';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serviceOf } from '../kernel/operation.ts';
import { knowledge } from './index.ts';
import { rankProducts } from './rank-products.ts';

let ollama: FakeOllama;
let house: TestHouse;
let shop: Shop;
beforeAll(async () => {
  ollama = await startOllama({
    synonyms: [
      ['caneca', 'xícara'],
      ['presente', 'lembrança'],
    ],
  });
  house = await startTestHouse({ ollama_url: ollama.url });
  shop = await house.shop(GOODS);
  await refresh(shop);
});
afterAll(async () => {
  await house?.close();
  await ollama?.close();
});

const product = (name: string, more: Partial<NewProduct> = {}): NewProduct => ({
  name,
  price_cents: 1990,
  stock: 5,
  ...more,
});
const GOODS = [
  product('Café Bourbon Amarelo em Grãos 250g', { category: 'Cafés' }),
  product('Café Bourbon Amarelo Moído 250g', { category: 'Cafés' }),
  product('Chocolate Quente em Pó'),
  product('Caneca Esmaltada'),
  product('Cartão Presente'),
  product('Calção de Banho'),
  product('Creme para Mãos'),
  product('Cesta Dia das Mães'),
  product('Lençol de Casal'),
  product('Chapéu de Palha'),
  product('Caneca Antiga', { status: 'archived' }),
  product('Caneca Secreta', { status: 'draft' }),
  product('Caneca Esgotada', { stock: 0 }),
  product('Assinatura do Café', { stock: null }),
];

const asHouse = (one: Shop) => serviceOf(one.company_id, 'test');
const refresh = (one: Shop) =>
  house.runner.run(knowledge.refreshStore, asHouse(one), { store_id: one.store_id }, { face: 'internal' });

async function search(
  query: string,
  { of = shop, limit = 10 }: { of?: Shop; limit?: number } = {},
): Promise<string[]> {
  const input = { store_id: of.store_id, query, limit };
  const { products } = await house.runner.run(knowledge.search, asHouse(of), input, { face: 'internal' });
  return products.map(({ name }) => name);
}

describe('folding Portuguese', () => {
  it.each([
    ['cartões', 'cartão'],
    ['CALÇÕES', 'calção'],
    ['pães', 'pão'],
    ['mães', 'mãe'],
    ['mãos', 'mão'],
    ['anéis', 'anel'],
    ['lençóis', 'lençol'],
    ['azuis', 'azul'],
    ['bombons', 'bombom'],
    ['chapéus', 'chapéu'],
    ['cartões'.normalize('NFD'), 'cartao'],
  ])('gives %s and %s one stem', async (one, other) => {
    const [row] = await house.sql`
      select to_tsvector('portuguese', fold_pt(${one}))::text as one, to_tsvector('portuguese', fold_pt(${other}))::text as other`;
    expect(row?.one).toBe(row?.other);
  });

  it('keeps hands and mothers apart', async () => {
    const [row] = await house.sql`select fold_pt('mãos') as hands, fold_pt('mães') as mothers`;
    expect(row).toEqual({ hands: 'mao', mothers: 'mae' });
  });
});

describe('search', () => {
  it.each([
    ['cartões', 'Cartão Presente'],
    ['calções', 'Calção de Banho'],
    ['lençóis', 'Lençol de Casal'],
    ['chapeus', 'Chapéu de Palha'],
    ['para as mães', 'Cesta Dia das Mães'],
    ['creme de mão', 'Creme para Mãos'],
    ['choclate', 'Chocolate Quente em Pó'],
    ['vocês têm choclate quente?', 'Chocolate Quente em Pó'],
    ['cafe bourbom moido', 'Café Bourbon Amarelo Moído 250g'],
    ['CAFÉ EM GRÃOS', 'Café Bourbon Amarelo em Grãos 250g'],
    ['bourbom em graos', 'Café Bourbon Amarelo em Grãos 250g'],
  ])('answers %s with %s first', async (query, name) => {
    expect((await search(query))[0]).toBe(name);
  });

  it('finds by meaning what no word tells', async () => {
    expect(await search('xícara')).toEqual(['Caneca Esmaltada']);
    expect(await search('lembrança')).toEqual(['Cartão Presente']);
  });

  it('finds nothing where there is nothing', async () => {
    expect(await search('geladeira duplex')).toEqual([]);
    expect(await search('?!')).toEqual([]);
  });

  it('offers what can be sold now: neither hidden nor sold out, and what is not tracked', async () => {
    expect(await search('caneca')).toEqual(['Caneca Esmaltada']);
    expect(await search('assinatura')).toEqual(['Assinatura do Café']);
    const hold = (held: number) => house.sql`
      update stock_levels set held = ${held} where company_id = ${shop.company_id} and product_id = ${shop.product_ids[3] ?? ''}`;
    await hold(5);
    expect(await search('caneca')).toEqual([]);
    await hold(0);
  });

  it('goes on by words and spelling while the embedder is down', async () => {
    ollama.fault({ route: 'embed', times: 3, status: 503 });
    expect((await search('choclate'))[0]).toBe('Chocolate Quente em Pó');
    expect(await search('cartões')).toEqual(['Cartão Presente']);
    expect(await search('xícara')).toEqual([]);
  });

  it('looks after a store that it finds without vectors: seeded, or embedded by another model', async () => {
    const seeded = await house.shop([product('Caneca Azul'), product('Vela')]);
    expect(await search('xícara', { of: seeded })).toEqual([]);
    expect(await search('caneca', { of: seeded })).toEqual(['Caneca Azul']);
    await house.settled();
    expect(await search('xícara', { of: seeded })).toEqual(['Caneca Azul']);

    await house.sql`update chunks set model = 'older' where company_id = ${seeded.company_id}`;
    await house.sql`update knowledge_stores set model = 'older' where company_id = ${seeded.company_id}`;
    expect(await search('xícara', { of: seeded })).toEqual([]);
    await house.settled();
    expect(await search('xícara', { of: seeded })).toEqual(['Caneca Azul']);
  });
});

describe('a store of few among many', () => {
  /** More of other shops, each nearer to the question than any of its own, than the index looks at without going on. */
  const CROWD = 60;
  let small: Shop;
  let crowd: Shop;
  let question: Parameters<typeof rankProducts>[0];
  beforeAll(async () => {
    small = await house.shop(
      Array.from({ length: 20 }, (_, at) => product(`Caneca modelo especial número ${at}`)),
    );
    crowd = await house.shop(Array.from({ length: CROWD }, (_, at) => product(`Xícara ${at}`)));
    await refresh(small);
    await refresh(crowd);
    const values = (await createOllamaVector('xícara')) ?? [];
    const { company_id, store_id } = small;
    question = {
      company_id,
      store_id,
      words: 'xícara',
      vector: { model: 'bge-m3', values, noise: 0.3 },
      limit: 10,
    };
  });

  async function createOllamaVector(text: string): Promise<number[] | undefined> {
    const body = JSON.stringify({ model: 'bge-m3', input: text });
    const response = await fetch(`${ollama.url}/api/embed`, { method: 'POST', body });
    return (await response.json()).embeddings[0];
  }

  async function index({ company_id, store_id }: Shop, exact_up_to: number): Promise<unknown> {
    const as = serviceOf(company_id, 'test');
    const { more } = await house.runner.run(
      knowledge.indexStore,
      as,
      { store_id, exact_up_to },
      { face: 'internal' },
    );
    if (more) return index({ company_id, store_id } as Shop, exact_up_to);
    const [state] = await house.sql`
      select s.indexed as store, count(*) filter (where c.indexed)::int as chunks from knowledge_stores s, chunks c
       where s.company_id = ${company_id} and c.company_id = s.company_id group by s.indexed`;
    return state;
  }

  it('gets its ten best, of all that are near', async () => {
    const found = await search('xícara', { of: small });
    expect(found).toHaveLength(10);
    expect(new Set(found.map((name) => name.split(' ')[0]))).toEqual(new Set(['Caneca']));
  });

  it('is in the index only while it is large, and small again at half of that', async () => {
    expect(await index(crowd, 60)).toEqual({ store: false, chunks: 0 });
    expect(await index(crowd, 59)).toEqual({ store: true, chunks: 60 });
    expect(await index(crowd, 60)).toEqual({ store: true, chunks: 60 });
    expect(await index(crowd, 120)).toEqual({ store: false, chunks: 0 });
  });

  it('gets its ten best from the index too, which goes on past those of others', async () => {
    await index(crowd, 1);
    await index(small, 1);
    // Small tables do not tempt the planner to use the index: here it has to.
    const [plan, found] = await house.db.transaction(async (tx) => {
      const off = ['enable_sort', 'enable_seqscan', 'enable_bitmapscan'].map((name) => ({ name }));
      await tx.execute(sql`
        select set_config(name, 'off', true) from json_to_recordset(${JSON.stringify(off)}::json) as off(name text)`);
      const explained = await tx.execute<{ 'QUERY PLAN': string }>(sql`explain ${rankProducts(question)}`);
      return [
        explained.map((line) => line['QUERY PLAN']).join('\n'),
        await tx.execute<{ id: string }>(rankProducts(question)),
      ];
    });
    expect(plan).toContain('chunks_nearest');
    expect(found).toHaveLength(10);
    expect(small.product_ids).toEqual(expect.arrayContaining(found.map(({ id }) => id)));
    expect(await search('xícara', { of: small })).toHaveLength(10);
  });
});
