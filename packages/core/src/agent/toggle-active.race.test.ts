import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, beforeAll, expect, it } from 'vitest';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());

it('never has two active agents, however many toggle two of them at once', async () => {
  const shop = await house.shop([]);
  const { body } = await house.rest(
    'POST',
    '/internal/agents',
    { store_id: shop.store_id, type: 'support', name: 'Léo' },
    shop.user_id,
  );
  const ids = [shop.agent_id, body.id];
  for (let round = 0; round < 5; round += 1) {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        house.rest('POST', `/internal/agents/${ids[at % 2]}/toggle-active`, undefined, shop.user_id),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    const active = await house.sql`select id from agents where store_id = ${shop.store_id} and is_active`;
    expect(active.length).toBeLessThanOrEqual(1);
  }
});
