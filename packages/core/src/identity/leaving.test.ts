import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { agent } from '../agent/index.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());

it('closes the company of a user who is deleted: nobody acts for it, and its rows stay', async () => {
  const shop = await house.shop([{ name: 'Café Bourbon 250g', price_cents: 4290, stock: 10 }]);
  const other = await house.shop([]);
  const look = (user_id: string) => house.rest('GET', '/internal/company', undefined, user_id);
  // Kept in the process from here on.
  expect((await look(shop.user_id)).status).toBe(200);
  expect((await look(other.user_id)).status).toBe(200);

  expect((await house.auth('DELETE', `users/${shop.user_id}`)).status).toBe(204);
  expect((await look(shop.user_id)).status).toBe(401);
  expect((await house.rest('POST', '/internal/company/ensure', {}, shop.user_id)).status).toBe(401);

  const [company] = await house.sql`
    select owner_user_id, closed_at is not null as closed from companies where id = ${shop.company_id}`;
  expect(company).toEqual({ owner_user_id: null, closed: true });
  const [audit] = await house.sql`
    select actor, target_id, before from audit_log where action = 'company.close' and company_id = ${shop.company_id}`;
  expect(audit).toEqual({
    actor: 'service:auth',
    target_id: shop.company_id,
    before: { owner_user_id: shop.user_id },
  });
  expect(await house.sql`select id from products where company_id = ${shop.company_id}`).toHaveLength(1);

  // The other company is as it was.
  expect((await look(other.user_id)).body).toMatchObject({ id: other.company_id });
  const agents = await house.sql`select id from agents where is_active`;
  expect(agents).toEqual([{ id: other.agent_id }]);

  // Another process may take the owner for one for some seconds.
  const late = { kind: 'user' as const, user_id: shop.user_id, company_id: shop.company_id };
  await expect(
    house.runner.run(agent.toggleActive, late, { id: shop.agent_id }, { face: 'internal' }),
  ).rejects.toMatchObject({ code: 'not_found' });
});

it('leaves a customer of a closed shop without an answer, and keeps what they wrote', async () => {
  const shop = await house.shop([{ name: 'Café Bourbon 250g', price_cents: 4290, stock: 10 }]);
  const where = [{ field: 'id', operator: 'in', value: [shop.user_id] }];
  expect((await house.auth('POST', 'users/delete', { where })).body).toEqual({ deleted: 1 });
  await house.evolution.inbound(shop.instance, {
    from: '5511987654321',
    push_name: 'Ana',
    text: 'tem café?',
  });
  await house.settled();
  const messages =
    await house.sql`select direction, text from messages where company_id = ${shop.company_id}`;
  expect(messages).toEqual([{ direction: 'inbound', text: 'tem café?' }]);
  const chat = { type: 'sales', message: 'tem café?', user_id: 'visitor', store_id: shop.store_id };
  const response = await fetch(`${house.url}/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(chat),
  });
  expect(response.status).toBe(404);
});
