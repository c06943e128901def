import { startTestHouse, type TestHouse, TOKENS } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let house: TestHouse;
let shop: Shop;
beforeAll(async () => {
  house = await startTestHouse();
  shop = await house.shop([{ name: 'Café Bourbon 250g', price_cents: 4290, stock: 1000 }]);
});
afterAll(() => house?.close());

async function post(path: string, key: string | null, quantity = 1) {
  const response = await fetch(house.url + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-internal-token': TOKENS.internal,
      'x-actor-user-id': shop.user_id,
      'x-client-ip': '203.0.113.7',
      ...(key !== null && { 'idempotency-key': key }),
    },
    body: JSON.stringify({ store_id: shop.store_id, items: [{ product_id: shop.product_ids[0], quantity }] }),
  });
  return {
    status: response.status,
    retry_after: response.headers.get('retry-after'),
    body: await response.json(),
  };
}

describe.each(['/internal/orders', '/internal/orders/place'])('POST %s with an Idempotency-Key', (path) => {
  it('answers the first result again, byte for byte', async () => {
    const first = await post(path, `again:${path}`);
    const second = await post(path, `again:${path}`);
    expect(first.status).toBe(201);
    expect(second).toEqual(first);
  });

  it('refuses the same key for another body, naming the rule', async () => {
    await post(path, `other:${path}`);
    expect(await post(path, `other:${path}`, 2)).toMatchObject({
      status: 409,
      body: { reason: 'idempotency.key_reused' },
    });
  });

  it('makes one order of many at the same time; the others are told to wait or get its answer', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => post(path, `many:${path}`)));
    const made = answers.filter((answer) => answer.status === 201);
    expect(new Set(made.map((answer) => answer.body.id)).size).toBe(1);
    for (const answer of answers.filter((it) => it.status !== 201)) {
      expect(answer).toMatchObject({
        status: 409,
        retry_after: '1',
        body: { reason: 'idempotency.in_flight' },
      });
    }
    expect((await post(path, `many:${path}`)).body.id).toBe(made[0]?.body.id);
  });

  it('frees the key of a request that failed', async () => {
    const leave = (units: number) =>
      house.sql`update stock_levels set quantity = held + ${units} where company_id = ${shop.company_id}`;
    await leave(10);
    expect(await post(path, `failed:${path}`, 11)).toMatchObject({
      status: 409,
      body: { reason: 'order.out_of_stock' },
    });
    await leave(100_000);
    expect((await post(path, `failed:${path}`, 11)).status).toBe(201);
  });

  it('makes two orders without a key', async () => {
    expect((await post(path, null)).body.id).not.toBe((await post(path, null)).body.id);
  });
});

describe('the audit row', () => {
  it('is written with the change: who, what, from where, and never without it', async () => {
    const { body } = await post('/internal/orders', null);
    const rows = await house.sql`
      select actor, actor_user_id, action, target_type, target_id, ip from audit_log where target_id = ${body.id}`;
    expect([...rows]).toEqual([
      {
        actor: `user:${shop.user_id}`,
        actor_user_id: shop.user_id,
        action: 'order.create',
        target_type: 'order',
        target_id: body.id,
        ip: '203.0.113.7',
      },
    ]);
    const [before] = await house.sql`select count(*)::int as rows from audit_log`;
    expect((await post('/internal/orders', null, 10_000_000)).status).toBe(422);
    expect((await post('/internal/orders', null, 9999)).status).toBe(201);
    const [after] = await house.sql`select count(*)::int as rows from audit_log`;
    expect(after?.rows).toBe((before?.rows ?? 0) + 1);
  });
});
