import { randomBytes } from 'node:crypto';
import { createVault, parseEncryptionKeys } from '@vek1/core/kernel/crypto';
import { type Database, openDatabase } from '@vek1/core/kernel/db/open-database';
import { type ApiProcess, startApiProcess } from '@vek1/testing/api-process';
import { createTestDatabase, type TestDatabase } from '@vek1/testing/database';
import { eventually } from '@vek1/testing/eventually';
import { type FakeAbacatePay, startAbacatePay } from '@vek1/testing/fakes/abacatepay';
import { TOKENS } from '@vek1/testing/house';
import { makeShop } from '@vek1/testing/shop';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ENCRYPTION_KEYS = `test:${randomBytes(32).toString('base64')}`;

let server: TestDatabase;
let database: Database;
let abacatepay: FakeAbacatePay;
let api: ApiProcess;

beforeAll(async () => {
  server = await createTestDatabase();
  database = openDatabase({ url: server.url, pool: 2 });
  abacatepay = await startAbacatePay();
  api = await startApiProcess({
    DATABASE_URL: server.url,
    ROLE: 'api',
    AUTH_TOKEN: TOKENS.auth,
    INTERNAL_TOKEN: TOKENS.internal,
    WEBHOOK_TOKEN: TOKENS.webhook,
    ENCRYPTION_KEYS,
    ABACATEPAY_API_BASE: abacatepay.url,
  });
});
afterAll(async () => {
  await api?.kill('SIGKILL');
  await abacatepay?.close();
  await database?.close();
  await server?.close();
});

it('told to stop, the API says that it is not ready, answers what it had begun, and is gone', async () => {
  const shop = await makeShop(database.db, createVault(parseEncryptionKeys(ENCRYPTION_KEYS)), [
    { name: 'Café Bourbon 250g', price_cents: 4290, stock: 5 },
  ]);
  abacatepay.account({ api_key: shop.api_key });
  abacatepay.fault({ route: 'create', delay_ms: 1_500 });
  const ready = async () => (await fetch(`${api.url}/ready`)).status;
  expect(await ready()).toBe(200);

  const placing = fetch(`${api.url}/internal/orders/place`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-internal-token': TOKENS.internal,
      'x-actor-user-id': shop.user_id,
    },
    body: JSON.stringify({
      store_id: shop.store_id,
      items: [{ product_id: shop.product_ids[0], quantity: 1 }],
    }),
  });
  await eventually(async () => {
    const asked = await database.sql`select from payment_attempts where claimed_until is not null`;
    expect(asked).toHaveLength(1);
  });

  const stopped = api.kill('SIGTERM');
  await eventually(async () => expect(await ready()).toBe(503));
  const placed = await placing;
  expect(placed.status).toBe(201);
  expect(placed.headers.get('connection')).toBe('close');
  expect(await placed.json()).toMatchObject({ status: 'awaiting_payment' });
  expect(await stopped).toBe(0);
  await expect(ready()).rejects.toThrow();
});
