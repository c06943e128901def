import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());

const COUNT = 20;
const ids = Array.from({ length: COUNT }, (_, index) => `lojista-${index}`);

describe('one slug that many want at the same time, on a real server', () => {
  it('is of one company; the others get one like it, and each owner one company', async () => {
    for (const id of ids) {
      await house.sql`
        insert into users (id, name, email, created_at, updated_at)
        values (${id}, 'Lojista', ${`${id}@loja.example`}, now(), now())`;
    }
    const ensure = (id: string) => house.rest('POST', '/internal/company/ensure', {}, id);
    const answers = await Promise.all([...ids, ...ids].map(ensure));
    expect(answers.map(({ status }) => status)).toEqual(Array(2 * COUNT).fill(200));
    expect(new Set(answers.map(({ body }) => body.slug)).size).toBe(COUNT);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(COUNT);
    expect(answers.filter(({ body }) => body.slug === 'lojista')).toHaveLength(2);

    const wanted = await Promise.all(
      ids.map((id) => house.rest('PATCH', '/internal/company', { slug: 'unica' }, id)),
    );
    expect(wanted.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { status, body } of wanted.filter((it) => it.status !== 200)) {
      expect({ status, reason: body.reason }).toEqual({ status: 409, reason: 'slug.taken' });
    }
  });

  it('is of one store; made of a name, each gets its own', async () => {
    const shops = await Promise.all(Array.from({ length: 10 }, () => house.shop([])));
    const open = (body: object) =>
      Promise.all(shops.map(({ user_id }) => house.rest('POST', '/internal/stores', body, user_id)));
    const asked = await open({ name: 'Loja', slug: 'a-mesma' });
    expect(asked.map(({ status }) => status).toSorted()).toEqual([201, ...Array(9).fill(409)]);
    const made = await open({ name: 'Padaria' });
    expect(made.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(new Set(made.map(({ body }) => body.slug)).size).toBe(10);
  });

  it('never lets two stores take the last place of a plan', async () => {
    const { company_id, user_id } = await house.shop([]);
    await house.sql`update companies set max_stores = 3 where id = ${company_id}`;
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => house.rest('POST', '/internal/stores', { name: 'Mais uma' }, user_id)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, ...Array(6).fill(409)]);
  });
});
