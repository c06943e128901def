import { type FakeOllama, startOllama } from '@vek1/testing/fakes/ollama';
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serviceOf } from '../kernel/operation.ts';
import { knowledge } from './index.ts';

let ollama: FakeOllama;
let house: TestHouse;
beforeAll(async () => {
  ollama = await startOllama();
  house = await startTestHouse({ ollama_url: ollama.url });
});
afterAll(async () => {
  await house?.close();
  await ollama?.close();
});

const shopOf = (products: number) =>
  house.shop(
    Array.from({ length: products }, (_, at) => ({ name: `Caneca ${at}`, price_cents: 1990, stock: 1 })),
  );

describe('several at once', () => {
  it('embed each text of a store once, and leave none', async () => {
    const { company_id, store_id } = await shopOf(300);
    const before = ollama.embedded().length;
    const refresh = () =>
      house.runner.run(
        knowledge.refreshStore,
        serviceOf(company_id, 'test'),
        { store_id },
        { face: 'internal' },
      );
    await Promise.all(Array.from({ length: 5 }, refresh));
    await house.settled();
    const embedded = ollama.embedded().slice(before);
    expect(embedded).toHaveLength(300);
    expect(new Set(embedded).size).toBe(300);
    const states = await house.sql`
      select d.status, count(distinct d.product_id)::int as products, bool_and(c.embedding is not null) as all_there
        from documents d join chunks c on c.company_id = d.company_id and c.document_id = d.id
       where d.company_id = ${company_id} group by d.status`;
    expect([...states]).toEqual([{ status: 'completed', products: 300, all_there: true }]);
  });

  it('write the same document while it is embedded: one document, the last text, embedded', async () => {
    const { company_id, store_id, user_id, product_ids } = await shopOf(1);
    const [product_id] = product_ids;
    const write = (text: string) =>
      house.rest('POST', '/internal/documents/upsert-by-product', { store_id, product_id, text }, user_id);
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, at) => write(`nota ${at} `.repeat(400))),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    await house.settled();
    const [state] = await house.sql`
      select d.status, bool_and(c.text like '%' || split_part(d.text, ' ', 2) || '%') as last_text, bool_and(c.embedding is not null) as embedded
        from documents d join chunks c on c.company_id = d.company_id and c.document_id = d.id
       where d.company_id = ${company_id} group by d.id, d.status`;
    expect(state).toEqual({ status: 'completed', last_text: true, embedded: true });
  });

  it('call one job for a hundred changes', async () => {
    const { company_id, store_id } = await shopOf(1);
    const wake = () =>
      house.runner.run(
        knowledge.wakeStore,
        serviceOf(company_id, 'test'),
        { store_id },
        { face: 'internal' },
      );
    // The jobs of this store wait behind this one's.
    ollama.fault({ route: 'embed', delay_ms: 1_500 });
    await wake();
    await Promise.all(Array.from({ length: 100 }, wake));
    const [jobs] = await house.sql`
      select count(*)::int as count from dbos.workflow_status where queue_partition_key = ${`knowledge:${store_id}`}`;
    expect(jobs?.count).toBeLessThanOrEqual(3);
    await house.settled();
  });
});
