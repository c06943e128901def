import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, beforeAll, expect, it } from 'vitest';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());

it('exports the person and their company, and no secret of theirs', async () => {
  const shop = await house.shop([]);
  const other = await house.shop([]);
  await house.sql`
    insert into sessions (id, token, user_id, expires_at, ip_address, created_at, updated_at)
    values ('s1', 's3cr3t-token', ${shop.user_id}, now() + interval '1 day', '203.0.113.9', now(), now())`;
  await house.sql`
    insert into accounts (id, account_id, provider_id, user_id, password, created_at, updated_at)
    values ('a1', ${shop.user_id}, 'credential', ${shop.user_id}, 'h4sh', now(), now())`;
  await house.rest('PATCH', '/internal/company', { name: 'Empório' }, shop.user_id);

  const { status, body } = await house.rest('POST', '/internal/account/export', {}, shop.user_id);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    user: { id: shop.user_id },
    sign_ins: [{ provider_id: 'credential' }],
    sessions: [{ ip_address: '203.0.113.9' }],
    company: { id: shop.company_id, name: 'Empório' },
    stores: [{ id: shop.store_id }],
    agents: [{ id: shop.agent_id }],
    audit: [{ action: 'company.update' }],
  });
  expect(JSON.stringify(body)).not.toMatch(/s3cr3t|h4sh/);
  expect(JSON.stringify(body)).not.toContain(other.company_id);

  const [row] = await house.sql`
    select action, target_type, actor_user_id from audit_log
     where company_id = ${shop.company_id} and action = 'account.export'`;
  expect(row).toEqual({ action: 'account.export', target_type: 'user', actor_user_id: shop.user_id });
});
