import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVault, parseEncryptionKeys } from '@vek1/core/kernel/crypto';
import { findEmbedded } from '@vek1/core/kernel/db/embedded';
import { type Database, openDatabase } from '@vek1/core/kernel/db/open-database';
import { type ApiProcess, startApiProcess } from '@vek1/testing/api-process';
import { createTestDatabase, isRealServer, type TestDatabase } from '@vek1/testing/database';
import { eventually } from '@vek1/testing/eventually';
import { type FakeAbacatePay, startAbacatePay } from '@vek1/testing/fakes/abacatepay';
import { type FakeErp, startErp } from '@vek1/testing/fakes/erp';
import { type FakeEvolution, startEvolution } from '@vek1/testing/fakes/evolution';
import { TOKENS } from '@vek1/testing/house';
import { makeShop, type Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ENCRYPTION_KEYS = `test:${randomBytes(32).toString('base64')}`;
/** Each boots the API twice, on an empty embedded database the first time. */
const BOOTS_MS = 120_000;
const CUSTOMER = '5511987654321';
const ERP_SECRET = 'outbound-secret-of-tests';

let data_dir: string;
let server: TestDatabase | null;
let evolution: FakeEvolution;
let abacatepay: FakeAbacatePay;
let erp: FakeErp;
let env: Record<string, string>;

beforeAll(async () => {
  data_dir = await mkdtemp(join(tmpdir(), 'vek1-crash-'));
  server = isRealServer ? await createTestDatabase() : null;
  evolution = await startEvolution({ api_key: 'evolution-key' });
  abacatepay = await startAbacatePay();
  erp = await startErp({ secret: ERP_SECRET });
  env = {
    DATA_DIR: data_dir,
    ...(server && { DATABASE_URL: server.url }),
    AUTH_TOKEN: TOKENS.auth,
    INTERNAL_TOKEN: TOKENS.internal,
    WEBHOOK_TOKEN: TOKENS.webhook,
    ENCRYPTION_KEYS,
    CHAT_BURST_MS: '0',
    ABACATEPAY_API_BASE: abacatepay.url,
    EVOLUTION_API_BASE: evolution.url,
    EVOLUTION_API_KEY: 'evolution-key',
  };
});
afterAll(async () => {
  await Promise.all([evolution?.close(), abacatepay?.close(), erp?.close()]);
  await server?.close();
  await rm(data_dir, { recursive: true, force: true });
});

/** The API in a process of its own, and a look into its database. */
async function boot(more: Record<string, string> = {}): Promise<{ api: ApiProcess; database: Database }> {
  const api = await startApiProcess({ ...env, ...more });
  const url = server?.url ?? findEmbedded(data_dir);
  if (!url) throw new Error('the embedded database cannot be reached');
  return { api, database: openDatabase({ url, pool: 2 }) };
}

/** What is left of a killed process after its silence was noticed. */
const silenceNoticed = (database: Database) => database.sql`delete from processes`;

async function post(
  url: string,
  path: string,
  headers: Record<string, string>,
  body: unknown,
  method: 'POST' | 'PUT' = 'POST',
) {
  const response = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

const message = (key_id: string, text: string) => ({
  event: 'messages.upsert',
  data: {
    key: { id: key_id, remoteJid: `${CUSTOMER}@s.whatsapp.net`, fromMe: false },
    pushName: 'Ana',
    message: { conversation: text },
  },
});
const toEvolution = (url: string, shop: Shop, body: unknown) =>
  post(
    url,
    `/webhooks/evolution/${shop.instance}`,
    { 'x-webhook-token': TOKENS.webhook, 'x-vek1-instance-secret': shop.instance_secret },
    body,
  );

describe('the API killed with -9', () => {
  it(
    'between a commit and its side effects: the next process does them, once',
    async () => {
      // This process takes requests and runs no job: whatever it commits, it cannot have had an effect.
      const first = await boot({ ROLE: 'api' });
      const shop = await makeShop(first.database.db, createVault(parseEncryptionKeys(ENCRYPTION_KEYS)), [
        { name: 'Café Bourbon 250g', price_cents: 4290, stock: 5 },
        { sku: 'FILTRO-103', name: 'Filtro nº 103', price_cents: 1490, stock: 5 },
      ]);
      abacatepay.account({ api_key: shop.api_key });
      evolution.instance({ name: shop.instance, number: '5511900000000' });
      const inbound = await toEvolution(first.api.url, shop, message('M1', 'oi, tudo bem?'));
      expect(inbound).toEqual({ status: 200, body: { stored: 1 } });
      const place = (quantity: number) =>
        post(
          first.api.url,
          '/internal/orders/place',
          { 'x-internal-token': TOKENS.internal, 'x-actor-user-id': shop.user_id },
          { store_id: shop.store_id, items: [{ product_id: shop.product_ids[0], quantity }] },
        );
      const [placed, unpaid] = [await place(2), await place(1)];
      expect([placed.body.status, unpaid.body.status]).toEqual(Array(2).fill('awaiting_payment'));
      const { external_id } = placed.body.payment_attempts[0];
      await abacatepay.pay(external_id, { webhook: false });
      const paid = await post(
        first.api.url,
        `/webhooks/abacate-pay?store_id=${shop.store_id}&webhookSecret=${shop.webhook_secret}`,
        { 'x-webhook-token': TOKENS.webhook },
        { id: 'log_1', event: 'transparent.completed', data: { transparent: { id: external_id } } },
      );
      expect(paid).toEqual({ status: 200, body: { status: 'received' } });
      const merchant = { 'x-internal-token': TOKENS.internal, 'x-actor-user-id': shop.user_id };
      const sync = { outbound_enabled: true, outbound_url: `${erp.url}/hook`, outbound_secret: ERP_SECRET };
      await post(first.api.url, `/internal/stock-sync-settings/${shop.store_id}`, merchant, sync, 'PUT');
      const batch = { store_id: shop.store_id, rows: [{ sku: 'FILTRO-103', stock_quantity: 4 }] };
      await post(first.api.url, '/internal/products/batch-upsert', merchant, batch);
      await first.database.close();
      await first.api.kill('SIGKILL');
      expect(evolution.messages(shop.instance)).toEqual([]);
      expect(erp.deliveries()).toEqual([]);

      const second = await boot();
      await eventually(async () => {
        const [state] = await second.database.sql`
        select o.status, l.quantity, l.held from orders o, stock_levels l
         where o.id = ${placed.body.id} and l.product_id = ${shop.product_ids[0] ?? ''}`;
        expect(state).toEqual({ status: 'confirmed', quantity: 3, held: 1 });
        expect(evolution.messages(shop.instance).map((sent) => sent.direction)).toEqual(['outbound']);
        expect(erp.events().map(({ items }) => items)).toEqual([
          [{ sku: 'FILTRO-103', delta: -1, resulting: 4 }],
        ]);
        expect(erp.deliveries()).toHaveLength(1);
      });
      // The timer of the one that nobody paid outlived the process that set it: its time comes now.
      await second.database
        .sql`update payment_attempts set expires_at = now() - interval '1 s' where order_id = ${unpaid.body.id}`;
      await second.database.sql`
        update dbos.workflow_status set delay_until_epoch_ms = 0
         where status = 'DELAYED' and queue_partition_key = ${unpaid.body.id}`;
      await eventually(async () => {
        const [state] = await second.database.sql`
        select o.status, l.quantity, l.held from orders o, stock_levels l
         where o.id = ${unpaid.body.id} and l.product_id = ${shop.product_ids[0] ?? ''}`;
        expect(state).toEqual({ status: 'expired', quantity: 3, held: 0 });
      });
      // What runs by the clock has come round here too, once a turn for all processes.
      await eventually(async () => {
        const turns = await second.database.sql`
        select workflow_uuid from dbos.workflow_status where workflow_uuid like 'payment.watchCharges:%' and status = 'SUCCESS'`;
        expect(turns.length).toBeGreaterThan(0);
      });
      await second.database.close();
      await second.api.kill('SIGTERM');
      await eventually(() =>
        expect(second.api.log).toContainEqual(expect.objectContaining({ msg: 'stopping' })),
      );
    },
    BOOTS_MS,
  );

  it(
    'in the middle of an effect: the gateway is asked again, and the customer is answered',
    async () => {
      const first = await boot();
      const shop = await makeShop(first.database.db, createVault(parseEncryptionKeys(ENCRYPTION_KEYS)), []);
      evolution.instance({ name: shop.instance, number: '5511900000001' });
      // The gateway takes the request and does nothing with it for a long time.
      evolution.fault({ route: 'sendText', times: 1, delay_ms: 60_000, status: 500 });
      await toEvolution(first.api.url, shop, message('M2', 'oi'));
      await eventually(async () => {
        const [sending] = await first.database.sql`
        select attempts from messages where company_id = ${shop.company_id} and direction = 'outbound' and status = 'sending'`;
        expect(sending).toEqual({ attempts: 1 });
      });
      await first.api.kill('SIGKILL');
      await first.database.close();
      evolution.clearFaults();

      const second = await boot();
      await silenceNoticed(second.database);
      // The sender's claim of 30 s is over.
      await second.database
        .sql`update messages set claimed_until = now() where company_id = ${shop.company_id} and status = 'sending'`;
      await eventually(() =>
        expect(evolution.messages(shop.instance).map((sent) => sent.direction)).toEqual(['outbound']),
      );
      await second.database.close();
      await second.api.kill('SIGTERM');
    },
    BOOTS_MS,
  );
});
