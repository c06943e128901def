import { operations } from '@vek1/core/domains';
import type { Config } from '@vek1/core/kernel/config';
import { createVault } from '@vek1/core/kernel/crypto';
import { openDatabase } from '@vek1/core/kernel/db/open-database';
import { newId } from '@vek1/core/kernel/ids';
import { serviceOf } from '@vek1/core/kernel/operation';
import { createRunner } from '@vek1/core/kernel/runner';
import { createCaches } from '@vek1/core/kernel/short-cache';
import type { AgentTypes } from '@vek1/core/ports/agent-types';
import type { Gateways } from '@vek1/core/ports/gateways';
import type { RateLimiter } from '@vek1/core/ports/rate-limiter';
import { schedules as allSchedules, type Schedule } from '@vek1/core/schedules';
import { companyOfStore } from '@vek1/core/store/rows';
import { subscriptions } from '@vek1/core/subscribers';
import { openTask } from '@vek1/core/task/operations/open-task';
import { startDurable } from '@vek1/faces/durable';
import { sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { type AppParts, createApp } from './app.ts';
import { createIdentify } from './identify.ts';
import { createMetrics } from './raw/metrics.ts';

export interface HouseParts {
  database_url: string;
  config: Pick<
    Config,
    | 'database_pool'
    | 'tokens'
    | 'encryption_keys'
    | 'chat_burst_ms'
    | 'public_app_url'
    | 'public_api_url'
    | 'outbound_allow_private'
    | 'role'
  > &
    Partial<Pick<Config, 'trust_proxy'>>;
  agent_types: AgentTypes;
  gateways: Gateways;
  log: Logger;
  /** After this long without a sign of life others take over a process's jobs, in ms. */
  silent_after_ms?: number;
  /** Null: nothing is limited. */
  rate_limiter: RateLimiter | null;
  dev?: AppParts['dev'];
  /** What runs by the clock. */
  schedules?: readonly Schedule[];
}

/** Everything one process is, put together: database, runner, doors, jobs. Tests and `main.ts` build the same house. */
export async function buildHouse({
  database_url,
  config,
  agent_types,
  gateways,
  log,
  silent_after_ms,
  rate_limiter,
  dev,
  schedules = allSchedules,
}: HouseParts) {
  const database = openDatabase({ url: database_url, pool: config.database_pool });
  const { db } = database;
  const stopping = new AbortController();
  const stores = new LRUCache<string, string>({ max: 10_000 });

  const caches = createCaches();

  const metrics = createMetrics(database.sql);
  const runner = createRunner({
    db,
    gateways: { ...gateways, language_model: metrics.measured(gateways.language_model) },
    observe: metrics.observe,
    vault: createVault(config.encryption_keys),
    settings: {
      chat_burst_ms: config.chat_burst_ms,
      public_app_url: config.public_app_url,
      agent_types,
      public_api_url: config.public_api_url,
      outbound_allow_private: config.outbound_allow_private,
    },
    // Whose a store is never changes.
    companyOfStore: async (reader, store_id) => {
      const known = stores.get(store_id);
      if (known) return known;
      const owner = await companyOfStore(reader, store_id);
      if (owner) stores.set(store_id, owner);
      return owner;
    },
    subscriptions,
    caches,
    log,
    rate_limiter,
    watching: { stopping: stopping.signal },
  });

  const app = createApp({
    runner,
    identify: createIdentify(db, config.tokens, caches),
    log,
    metrics: metrics.door,
    ...(dev && { dev }),
    trust_proxy: config.trust_proxy,
    rate_limiter,
    health: {
      stopping: stopping.signal,
      ping: () => db.execute(sql`select 1`),
      language_model: gateways.language_model,
      embeddings: gateways.embeddings,
    },
  });

  const durable =
    config.role === 'api'
      ? null
      : await startDurable({
          database_url,
          sql: database.sql,
          db,
          operations,
          schedules,
          runner,
          log,
          executor_id: newId(),
          silent_after_ms,
          onExhausted: async (job, error) => {
            if (!job.company_id) return;
            const subject_id = `${job.op}:${job.trace}`;
            const title = `${job.op} não terminou: ${error.message}`.slice(0, 300);
            await runner.run(
              openTask,
              serviceOf(job.company_id, 'durable'),
              { store_id: null, kind: 'dead_letter', subject_id, title },
              { face: 'internal', trace: job.trace },
            );
          },
        });

  return {
    app,
    runner,
    db,
    sql: database.sql,
    durable,
    /**
     * From now on it is not ready, and every watch ends: whoever asks goes to another process. A server that waits for
     * its connections waits for these.
     */
    hangUp: () => stopping.abort(),
    async close() {
      stopping.abort();
      await durable?.close();
      await database.close();
    },
  };
}

export type House = Awaited<ReturnType<typeof buildHouse>>;
