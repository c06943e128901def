import { randomBytes } from 'node:crypto';
import { buildHouse } from '@vek1/api/house';
import { openAgentTypes } from '@vek1/core/agent';
import { createVault, type EncryptionKeys } from '@vek1/core/kernel/crypto';
import type { LanguageModel } from '@vek1/core/ports/language-model';
import type { RateLimiter } from '@vek1/core/ports/rate-limiter';
import { createAbacatePay } from '@vek1/gateways/abacatepay';
import { createLexicalEmbeddings } from '@vek1/gateways/embeddings';
import { createErp } from '@vek1/gateways/erp';
import { createEvolution } from '@vek1/gateways/evolution';
import { createLanguageModel } from '@vek1/gateways/llm';
import { createOllamaEmbeddings } from '@vek1/gateways/ollama';
import { createOutbox } from '@vek1/gateways/outbox';
import { createMemoryLimiter } from '@vek1/gateways/redis';
import { Hono } from 'hono';
import { pino } from 'pino';
import { createTestDatabase } from './database.ts';
import { eventually } from './eventually.ts';
import { startAbacatePay } from './fakes/abacatepay.ts';
import { startEvolution } from './fakes/evolution.ts';
import { serveFake } from './fakes/serve-fake.ts';
import { makeShop, type NewProduct } from './shop.ts';

export const TOKENS = {
  auth: 'auth-token-of-tests-0123456789abcdef',
  internal: 'internal-token-of-tests-0123456789ab',
  webhook: 'webhook-token-of-tests-0123456789abc',
};

/** One request, and what was answered. */
export async function callRest(
  url: string,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string>,
) {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
}

export interface TestHouseOptions {
  /** The offline sales model, unless another one is given. */
  language_model?: LanguageModel;
  /** Embeds by this Ollama server instead of the lexical embedder. */
  ollama_url?: string;
  chat_burst_ms?: number;
  /** Path of another `agents_config.yaml`. */
  agents_config?: string;
  /** Refuses addresses of our own network and such without TLS, as production does. */
  public_addresses_only?: boolean;
  log_level?: string;
  /** One of its own, in memory, unless another one is given; null limits nothing. */
  rate_limiter?: RateLimiter | null;
}

/**
 * The whole house on a database of its own: real HTTP on both sides, the fakes' webhooks relayed with
 * the webhook token as the app relays them, jobs running.
 */
export async function startTestHouse(options: TestHouseOptions = {}) {
  const database = await createTestDatabase();
  const evolution = await startEvolution({ api_key: 'evolution-key' });
  const abacatepay = await startAbacatePay();
  const encryption_keys: EncryptionKeys = new Map([['test', randomBytes(32)]]);
  const vault = createVault(encryption_keys);
  const outbox = createOutbox({ say: () => undefined });
  const house = await buildHouse({
    database_url: database.url,
    config: {
      database_pool: 10,
      tokens: { auth: [TOKENS.auth], internal: [TOKENS.internal], webhook: [TOKENS.webhook] },
      encryption_keys,
      chat_burst_ms: options.chat_burst_ms ?? 0,
      public_api_url: 'https://api.vek1.example',
      outbound_allow_private: !options.public_addresses_only,
      role: 'all',
      public_app_url: 'http://app.test',
    },
    rate_limiter: options.rate_limiter === undefined ? createMemoryLimiter() : options.rate_limiter,
    agent_types: openAgentTypes(options.agents_config),
    gateways: {
      pix: createAbacatePay({ base_url: abacatepay.url }),
      messaging: createEvolution({ base_url: evolution.url, api_key: 'evolution-key' }),
      language_model: options.language_model ?? createLanguageModel({ provider: 'offline' }),
      email: outbox,
      embeddings: options.ollama_url
        ? createOllamaEmbeddings({ base_url: options.ollama_url })
        : createLexicalEmbeddings(),
      // An ERP that keeps silent need not be waited for as long as a real one.
      erp: createErp({ allow_private: !options.public_addresses_only, timeout_ms: 2_000 }),
    },
    // A test says itself when the time of something has come.
    schedules: [],
    log: pino({ level: options.log_level ?? process.env.LOG_LEVEL ?? 'silent' }),
  });

  // The app's relays, in small.
  const front = new Hono();
  front.post('/api/webhooks/:gateway/:id', async (c) => {
    const { gateway, id } = c.req.param();
    const query = new URL(c.req.url).searchParams;
    if (gateway === 'abacate-pay') query.set('store_id', id);
    const path = gateway === 'abacate-pay' ? '/webhooks/abacate-pay' : `/webhooks/${gateway}/${id}`;
    const headers = new Headers(c.req.raw.headers);
    headers.set('x-webhook-token', TOKENS.webhook);
    return house.app.request(`${path}?${query}`, {
      method: 'POST',
      headers,
      body: await c.req.arrayBuffer(),
    });
  });
  front.mount('/', house.app.fetch);
  const served = await serveFake(front as never);

  /** No job runs or waits to run; timers may lie ahead. */
  const settled = () =>
    eventually(async () => {
      const busy = await house.sql`
        select name from dbos.workflow_status
         where status in ('ENQUEUED', 'PENDING')
            or (status = 'DELAYED' and delay_until_epoch_ms <= extract(epoch from clock_timestamp()) * 1000)`;
      if (busy.length > 0) throw new Error(`${busy.length} jobs are not done`);
    }, 30_000);

  return {
    ...house,
    vault,
    evolution,
    abacatepay,
    outbox,
    url: served.url,
    settled,
    /** A shop whose gateways are the fakes. */
    async shop(goods: NewProduct[]) {
      const shop = await makeShop(house.db, vault, goods);
      abacatepay.account({
        api_key: shop.api_key,
        webhook: {
          url: `${served.url}/api/webhooks/abacate-pay/${shop.store_id}`,
          secret: shop.webhook_secret,
        },
      });
      evolution.instance({
        name: shop.instance,
        number: '5511900000000',
        echo: true,
        webhook: {
          url: `${served.url}/api/webhooks/evolution/${shop.instance}`,
          headers: { 'X-Vek1-Instance-Secret': shop.instance_secret },
        },
      });
      return shop;
    },
    /** REST as the app's server speaks it, for a person or, without one, for a machine. */
    rest: (method: string, path: string, body?: unknown, user_id?: string) =>
      callRest(served.url, method, path, body, {
        'x-internal-token': TOKENS.internal,
        ...(user_id && { 'x-actor-user-id': user_id }),
      }),
    /** REST as Better Auth's adapter speaks it. */
    auth: (method: string, path: string, body?: unknown) =>
      callRest(served.url, method, `/internal/auth/${path}`, body, { 'x-auth-token': TOKENS.auth }),
    async close() {
      await served.close();
      await house.close();
      await Promise.all([abacatepay.close(), evolution.close()]);
      await database.close();
    },
  };
}

export type TestHouse = Awaited<ReturnType<typeof startTestHouse>>;
