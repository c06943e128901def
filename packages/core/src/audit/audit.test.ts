import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let house: TestHouse;
let shop: Shop;
let other: Shop;
beforeAll(async () => {
  house = await startTestHouse();
  shop = await house.shop([]);
  other = await house.shop([]);
});
afterAll(() => house?.close());

const get = (path: string, user_id = shop.user_id) =>
  house.rest('GET', `/internal${path}`, undefined, user_id);

describe('the audit log', () => {
  it('tells who did what to what, newest first, page by page', async () => {
    for (const name of ['Um', 'Dois', 'Três'])
      await house.rest('PATCH', `/internal/agents/${shop.agent_id}`, { name }, shop.user_id);
    await house.rest('PATCH', `/internal/stores/${shop.store_id}`, { name: 'Loja' }, shop.user_id);
    const { body } = await get(`/audit?target_type=agent&target_id=${shop.agent_id}&limit=2`);
    expect(body.items).toMatchObject([
      {
        action: 'agent.update',
        actor_user_id: shop.user_id,
        after: { name: 'Três' },
        before: { name: 'Dois' },
      },
      { after: { name: 'Dois' } },
    ]);
    const rest = await get(
      `/audit?target_type=agent&target_id=${shop.agent_id}&limit=2&cursor=${body.next_cursor}`,
    );
    expect(rest.body).toMatchObject({ items: [{ after: { name: 'Um' } }], next_cursor: null });
    expect((await get(`/audit?actor_user_id=${shop.user_id}`)).body.items).toHaveLength(4);
    expect((await get(`/audit?actor_user_id=${other.user_id}`)).body.items).toEqual([]);
  });

  it("is one company's alone, and refuses a cursor of another list", async () => {
    expect((await get(`/audit?target_id=${shop.agent_id}`, other.user_id)).body.items).toEqual([]);
    expect((await get('/audit?cursor=WyJhIl0')).status).toBe(422);
    expect((await house.rest('GET', '/internal/audit')).status).toBe(401);
  });
});

describe('tasks', () => {
  it('are listed by store and whether they are done, and done once', async () => {
    const add = (store_id: string | null, subject: string, minutes_ago: number) => house.sql`
      insert into tasks (company_id, id, store_id, kind, subject_id, title, created_at)
      values (${shop.company_id}, gen_random_uuid(), ${store_id}, 'hand_off', ${subject}, 'Atender', now() - ${minutes_ago} * interval '1 min') returning id`;
    const [first] = await add(shop.store_id, 'a', 3);
    await add(shop.store_id, 'b', 2);
    await add(null, 'c', 1);
    const list = async (query: string) => (await get(`/tasks?${query}`)).body;
    expect(await list('')).toMatchObject({ total: 3, items: [{ store_id: null }, {}, {}] });
    expect(await list(`store_ids=${shop.store_id}&limit=1`)).toMatchObject({
      total: 2,
      limit: 1,
      items: [{ subject_id: 'b', done_at: null }],
    });

    const done = await house.rest('POST', `/internal/tasks/${first?.id}/done`, undefined, shop.user_id);
    expect(done).toMatchObject({ status: 200, body: { id: first?.id, done_at: expect.any(String) } });
    const again = await house.rest('POST', `/internal/tasks/${first?.id}/done`, undefined, shop.user_id);
    expect(again.body.done_at).toBe(done.body.done_at);
    expect(await list('done=true')).toMatchObject({ total: 1 });
    expect(await list('done=false')).toMatchObject({ total: 2 });

    expect(
      (await house.rest('POST', `/internal/tasks/${first?.id}/done`, undefined, other.user_id)).status,
    ).toBe(404);
    expect((await get(`/tasks?store_ids=${shop.store_id}`, other.user_id)).status).toBe(403);
    expect((await get('/tasks?done=perhaps')).status).toBe(422);
  });
});
