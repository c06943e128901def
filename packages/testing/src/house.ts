import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildHouse } from '@vek1/api/house';
import { openAgentTypes } from '@vek1/core/agent';
import { createVault, type EncryptionKeys } from '@vek1/core/kernel/crypto';
import type { LanguageModel } from '@vek1/core/ports/language-model';
import type { RateLimiter } from '@vek1/core/ports/rate-limiter';
import { createAbacatePay } from '@vek1/gateways/abacatepay';
import { createLexicalEmbeddings } from '@vek1/gateways/embeddings';
import { createErp } from '@vek1/gateways/erp';
import { createEvolution } from '@vek1/gateways/evolution';
import { createDiskFiles } from '@vek1/gateways/files';
import { createLanguageModel } from '@vek1/gateways/llm';
import { createOllamaEmbeddings } from '@vek1/gateways/ollama';
import { createOutbox } from '@vek1/gateways/outbox';
import { createMemoryLimiter } from '@vek1/gateways/redis';
import { pino } from 'pino';
import { createTestDatabase } from './database.ts';
import { startAbacatePay } from './fakes/abacatepay.ts';
import { startEvolution } from './fakes/evolution.ts';
import { serveFake } from './fakes/serve-fake.ts';
import { linkToFakes, webhookRelays } from './relays.ts';
import { settled } from './settled.ts';
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
/** Valid beside the others, as it is while tokens are rotated. */
export const NEXT_TOKENS = {
  auth: 'next-auth-token-of-tests-0123456789a',
  internal: 'next-internal-token-of-tests-0123456',
  webhook: 'next-webhook-token-of-tests-01234567',
};

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
  const files_folder = await mkdtemp(join(tmpdir(), 'vek1-files-'));
  const encryption_keys: EncryptionKeys = new Map([['test', randomBytes(32)]]);
  const vault = createVault(encryption_keys);
  const outbox = createOutbox({ say: () => undefined });
  const house = await buildHouse({
    database_url: database.url,
    config: {
      database_pool: 10,
      tokens: {
        auth: [TOKENS.auth, NEXT_TOKENS.auth],
        internal: [TOKENS.internal, NEXT_TOKENS.internal],
        webhook: [TOKENS.webhook, NEXT_TOKENS.webhook],
      },
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
      files: createDiskFiles(files_folder),
    },
    // A test says itself when the time of something has come.
    schedules: [],
    log: pino({ level: options.log_level ?? process.env.LOG_LEVEL ?? 'silent' }),
  });

  const front = webhookRelays((path, init) => house.app.request(path, init), TOKENS.webhook);
  front.mount('/', house.app.fetch);
  const served = await serveFake(front as never);

  return {
    ...house,
    vault,
    evolution,
    abacatepay,
    outbox,
    url: served.url,
    /** No job runs or waits to run; timers may lie ahead. */
    settled: () => settled(house.sql),
    /** A shop whose gateways are the fakes. */
    async shop(goods: NewProduct[]) {
      const shop = await makeShop(house.db, vault, goods);
      linkToFakes(shop, { abacatepay, evolution }, served.url);
      return shop;
    },
    /** REST as the app's server speaks it, for a person who has just given their password or, without one, for a machine. */
    rest: (method: string, path: string, body?: unknown, user_id?: string) =>
      callRest(served.url, method, path, body, {
        'x-internal-token': TOKENS.internal,
        ...(user_id && { 'x-actor-user-id': user_id, 'x-reauthenticated-at': new Date().toISOString() }),
      }),
    /** REST as Better Auth's adapter speaks it. */
    auth: (method: string, path: string, body?: unknown) =>
      callRest(served.url, method, `/internal/auth/${path}`, body, { 'x-auth-token': TOKENS.auth }),
    async close() {
      await served.close();
      await house.close();
      await Promise.all([abacatepay.close(), evolution.close()]);
      await database.close();
      await rm(files_folder, { recursive: true });
    },
  };
}

export type TestHouse = Awaited<ReturnType<typeof startTestHouse>>;
