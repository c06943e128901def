import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AgentActor } from '../kernel/actor.ts';
import type { AppError } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import { order } from './index.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());

async function shopAndLead() {
  const shop = await house.shop(
    Array.from({ length: 10 }, (_, index) => ({ name: `Peça ${index}`, price_cents: 1000, stock: 100 })),
  );
  const lead = async (external_id: string) => {
    const body = { store_id: shop.store_id, channel: 'web', external_id };
    return (await house.rest('POST', '/internal/leads/ensure', body, shop.user_id)).body.id as string;
  };
  return { shop, lead };
}

const counts = (company_id: string) => house.sql`
  select (select count(*)::int from orders where company_id = ${company_id}) as orders,
         (select count(*)::int from payment_attempts where company_id = ${company_id}) as attempts,
         (select sum(held)::int from stock_levels where company_id = ${company_id}) as held`;

it('of ten orders of one lead at once three are made, whoever asks for the lead', async () => {
  const { shop, lead } = await shopAndLead();
  const lead_id = await lead('ana');
  const answers = await Promise.all(
    shop.product_ids.map((product_id) =>
      house.rest('POST', '/internal/orders', {
        store_id: shop.store_id,
        lead_id,
        items: [{ product_id, quantity: 2 }],
      }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, ...Array(7).fill(409)]);
  for (const { status, body } of answers)
    if (status === 409) expect(body).toMatchObject({ reason: 'order.too_many_unpaid', data: { limit: 3 } });
  expect([...(await counts(shop.company_id))]).toEqual([{ orders: 3, attempts: 3, held: 6 }]);
});

it('of ten orders from one address at once three are made, under however many names', async () => {
  const { shop, lead } = await shopAndLead();
  const { company_id, store_id, agent_id } = shop;
  const leads = await Promise.all(shop.product_ids.map((_, index) => lead(`visitor-${index}`)));
  const made = await Promise.allSettled(
    leads.map((lead_id, index) => {
      const visitor: AgentActor = {
        kind: 'agent',
        company_id,
        store_id,
        agent_id,
        lead_id,
        turn_id: newId(),
        visitor_ip: '203.0.113.7',
      };
      const items = [{ product_id: String(shop.product_ids[index]), quantity: 2 }];
      return house.runner.run(order.create, visitor, { store_id, lead_id, items }, { face: 'internal' });
    }),
  );
  const refusals = made.flatMap((it) => (it.status === 'rejected' ? [it.reason as AppError] : []));
  expect(refusals.map(({ reason }) => reason)).toEqual(Array(7).fill('order.too_many_unpaid'));
  expect([...(await counts(company_id))]).toEqual([{ orders: 3, attempts: 3, held: 6 }]);
});

it('never holds more than a lead may, however it is spread over orders', async () => {
  const { shop, lead } = await shopAndLead();
  const lead_id = await lead('bia');
  const answers = await Promise.all(
    shop.product_ids.map((product_id) =>
      house.rest('POST', '/internal/orders', {
        store_id: shop.store_id,
        lead_id,
        items: [{ product_id, quantity: 60 }],
      }),
    ),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
    reason: 'order.too_many_held',
    data: { limit: 100 },
  });
  expect([...(await counts(shop.company_id))]).toEqual([{ orders: 1, attempts: 1, held: 60 }]);
});
