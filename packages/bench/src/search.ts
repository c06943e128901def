import { newId } from '@vek1/core/kernel/ids';
import { serviceOf } from '@vek1/core/kernel/operation';
import { knowledge } from '@vek1/core/knowledge';
import { createLexicalEmbeddings } from '@vek1/gateways/embeddings';
import { isRealServer } from '@vek1/testing/database';
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { median } from './load.ts';

/** Products in all, and those of the stores that are looked at; the rest belongs to stores of 500. */
const PRODUCTS = 200_000;
const SIZES = [30, 1_000, 2_000, 5_000, 10_000, 20_000, 40_000];
const OTHERS = 500;
const AT_ONCE = 2_000;

const WORDS = {
  thing:
    'Camiseta Caneca Café Tênis Bolsa Relógio Sabonete Vela Livro Caderno Panela Faca Toalha Lençol Cadeira Mesa Luminária Fone Carregador Mochila Boné Chapéu Óculos Anel Colar Brinco Perfume Shampoo Creme Chocolate Geleia Mel Chá Vinho Cerveja Queijo Ração Coleira Bola Bicicleta'.split(
      ' ',
    ),
  of: 'algodão cerâmica couro vidro madeira inox linho prata bambu plástico seda lã porcelana papel alumínio borracha'.split(
    ' ',
  ),
  look: 'azul preta branca vermelha verde amarela rosa cinza bege dourada estampada listrada lisa florida artesanal clássica'.split(
    ' ',
  ),
  of_whom:
    'Serra Aurora Ipê Maré Capim Jatobá Lume Norte Vila Brisa Cerrado Pampa Mangue Tietê Araucária Sertão'.split(
      ' ',
    ),
  for_whom: 'infantil adulto unissex feminina masculina profissional esportiva casual'.split(' '),
};
const QUESTIONS = [
  'caneca de cerâmica azul',
  'tênis esportivo preto',
  'lençóis de algodão',
  'chocolate artesanal',
  'mochila infantil florida',
  'anéis de prata',
  'vela aromática',
  'presente de madeira',
  'relógio dourado feminino',
  'bolsa de couro',
];

/** The same every time: what is measured on one day can be measured on another. */
function createRandom(seed: number) {
  let state = seed;
  return <T>(list: readonly T[]): T => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    // The upper bits: the lower ones go round and round.
    return list[Math.floor((state / 2 ** 32) * list.length)] as T;
  };
}

interface Store {
  company_id: string;
  store_id: string;
  size: number;
}

/** Fills the tables by the thousand, without jobs and without the index, which is made at the end. */
async function fill({ sql }: TestHouse): Promise<Store[]> {
  const rest = PRODUCTS - SIZES.reduce((sum, size) => sum + size, 0);
  const sizes = [...SIZES, ...Array.from({ length: Math.floor(rest / OTHERS) }, () => OTHERS)];
  const stores = sizes.map((size) => ({ company_id: newId(), store_id: newId(), size }));
  const embeddings = createLexicalEmbeddings();
  const pick = createRandom(7);

  await sql`drop index chunks_nearest`;
  await sql`
    with store as (select * from json_to_recordset(${JSON.stringify(stores)}::json) as s(company_id uuid, store_id uuid)),
    owner as (insert into users (id, name, email, created_at, updated_at)
      select company_id::text, 'Lojista', company_id || '@loja.example', now(), now() from store),
    company as (insert into companies (id, owner_user_id, name, slug, created_at)
      select company_id, company_id::text, 'Loja', company_id::text, now() from store)
    insert into stores (company_id, id, name, slug, created_at) select company_id, store_id, 'Loja', store_id::text, now() from store`;

  const goods = stores.flatMap(({ company_id, store_id, size }) =>
    Array.from({ length: size }, () => ({ company_id, store_id })),
  );
  for (let at = 0; at < goods.length; at += AT_ONCE) {
    const rows = goods.slice(at, at + AT_ONCE).map((row) => {
      const name = `${pick(WORDS.thing)} ${pick(WORDS.look)} ${pick(WORDS.for_whom)} ${pick(WORDS.of_whom)}`;
      const description = `De ${pick(WORDS.of)}, ${pick(WORDS.look)} e ${pick(WORDS.look)}, da linha ${pick(WORDS.of_whom)}.`;
      return { ...row, id: newId(), document_id: newId(), name, description };
    });
    const { model, vectors } = await embeddings.embed(
      rows.map(({ name, description }) => `${name}\n${description}`),
      'document',
    );
    const told = rows.map((row, index) => ({ ...row, vector: sparse(vectors[index] ?? []) }));
    await sql`
      with told as materialized (
        select * from json_to_recordset(${JSON.stringify(told)}::json)
          as t(company_id uuid, store_id uuid, id uuid, document_id uuid, name text, description text, vector text)),
      product as (insert into products (company_id, id, store_id, name, description, price_cents, status, created_at, updated_at)
        select company_id, id, store_id, name, description, 1990, 'active', now(), now() from told),
      level as (insert into stock_levels (company_id, product_id, store_id, quantity, updated_at)
        select company_id, id, store_id, 5, now() from told),
      document as (insert into documents (company_id, id, store_id, product_id, title, status, created_at, updated_at)
        select company_id, document_id, store_id, id, name, 'completed', now(), now() from told)
      insert into chunks (company_id, id, store_id, document_id, product_id, position, text, content_hash, indexed, model, embedding)
      select company_id, document_id, store_id, document_id, id, 0, name, 'h', true, ${model}, vector::sparsevec::vector from told`;
  }
  return stores.slice(0, SIZES.length);
}

const sparse = (vector: number[]) =>
  `{${vector.flatMap((value, at) => (value === 0 ? [] : [`${at + 1}:${value}`])).join(',')}}/${vector.length}`;

async function index({ sql }: TestHouse): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local maintenance_work_mem = '2GB'`;
    await tx`create index chunks_nearest on chunks using hnsw ((embedding::halfvec(1024)) halfvec_cosine_ops) where indexed`;
  });
  await sql`analyze`;
}

interface Way {
  /** Through the index of neighbours, or all compared. */
  indexed: boolean;
  /** By words and spelling too, not by the vector alone. */
  words: boolean;
}

/** Asks every question of one store. `found`: how much of its ten best came, in the mean. */
async function ask(house: TestHouse, { company_id, store_id }: Store, { indexed, words }: Way) {
  const { sql, runner } = house;
  await sql`
    insert into knowledge_stores (company_id, store_id, model, indexed) values (${company_id}, ${store_id}, '', ${indexed})
    on conflict (company_id, store_id) do update set indexed = excluded.indexed`;
  const embeddings = createLexicalEmbeddings();
  const times: number[] = [];
  let found = 0;
  for (const question of QUESTIONS) {
    const { model, vectors } = await embeddings.embed([question], 'query');
    const values = vectors[0] ?? [];
    // Nothing counts as noise: every store has its ten best.
    const input = {
      store_id,
      query: words ? question : '?',
      limit: 10,
      vector: { model, values, noise: -1 },
    };
    const look = () =>
      runner.run(knowledge.searchSellable, serviceOf(company_id, 'bench'), input, { face: 'internal' });
    const { products } = await look();
    const ids = products.map(({ product_id }) => ({ id: product_id }));
    const [best] = await sql`
      with distances as materialized (
        select product_id, embedding <=> ${JSON.stringify(values)}::vector as distance
          from chunks where company_id = ${company_id} and store_id = ${store_id})
      select count(*)::int as hits from distances
       where product_id in (select id from json_to_recordset(${JSON.stringify(ids)}::json) as f(id uuid))
         and distance <= (select max(distance) from (select distance from distances order by distance limit 10) as ten) + 0.001`;
    found += Number(best?.hits) / 10 / QUESTIONS.length;
    const started = performance.now();
    await look();
    times.push(performance.now() - started);
  }
  return { found, ms: median(times) };
}

/** Search by meaning in one table of 200,000 chunks: every chunk of a store compared, or the index gone through. */
export async function run(): Promise<void> {
  if (!isRealServer) throw new Error('DATABASE_URL: the bench runs on a real PostgreSQL');
  const house = await startTestHouse();
  try {
    console.log(`search: filling ${PRODUCTS} chunks`);
    const stores = await fill(house);
    console.log('search: building the index');
    await index(house);
    for (const store of stores) {
      const exact = await ask(house, store, { indexed: false, words: false });
      const near = await ask(house, store, { indexed: true, words: false });
      const whole = await ask(house, store, { indexed: false, words: true });
      const tell = ({ ms, found }: { ms: number; found: number }) =>
        `${ms.toFixed(1).padStart(7)} ms, ${(found * 100).toFixed(0)} % of the ten best`;
      console.log(
        `store of ${String(store.size).padStart(6)}: exact ${tell(exact)}; index ${tell(near)}; exact and words ${whole.ms.toFixed(1)} ms`,
      );
      if (exact.found < 0.999) throw new Error(`A store of ${store.size} did not get its ten best.`);
    }
  } finally {
    await house.close();
  }
}
