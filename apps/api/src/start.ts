import type { Server } from 'node:http';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { openAgentTypes } from '@vek1/core/agent';
import { type Config, ConfigError, readConfig } from '@vek1/core/kernel/config';
import { startEmbedded } from '@vek1/core/kernel/db/embedded';
import { migrate } from '@vek1/core/kernel/db/migrate';
import type { Runner } from '@vek1/core/kernel/runner';
import type { Email } from '@vek1/core/ports/email';
import type { Messaging } from '@vek1/core/ports/messaging';
import { migrateDurable } from '@vek1/faces/durable';
import { createAbacatePay } from '@vek1/gateways/abacatepay';
import { createLexicalEmbeddings } from '@vek1/gateways/embeddings';
import { createErp } from '@vek1/gateways/erp';
import { createEvolution } from '@vek1/gateways/evolution';
import { createDiskFiles } from '@vek1/gateways/files';
import { createLanguageModel } from '@vek1/gateways/llm';
import { createOllamaEmbeddings } from '@vek1/gateways/ollama';
import { createOutbox, type Outbox } from '@vek1/gateways/outbox';
import { createMemoryLimiter, createRedisLimiter } from '@vek1/gateways/redis';
import { createResend } from '@vek1/gateways/resend';
import { unconfigured } from '@vek1/gateways/unconfigured';
import type { Hono } from 'hono';
import { type DestinationStream, pino } from 'pino';
import { drainable } from './drain.ts';
import { buildHouse } from './house.ts';

function orExit<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** What a variable names and cannot be made is that variable's mistake. */
function of<T>(variable: string, make: () => T): T {
  return orExit(() => {
    try {
      return make();
    } catch (error) {
      throw new ConfigError(`${variable}: ${error instanceof Error ? error.message : error}`);
    }
  });
}

/**
 * Standard output, many lines in one write: a write of each is a twelfth of a list's time, and waits for a reader
 * that is slow. What is left at an exit is written then; kill -9 loses at most the last 100 ms.
 */
function bundled(): DestinationStream {
  const stdout = pino.destination({ dest: 1, sync: false, minLength: 12_288 });
  setInterval(() => stdout.flush(), 100).unref();
  return stdout;
}

/** What development adds to the API. */
export interface Development {
  /** Where the log goes besides. */
  log_to: DestinationStream;
  dev: (parts: { runner: Runner; config: Config; outbox: Outbox | null }) => Hono;
}

/** Brings the whole API up from its environment: configuration, database, migrations, gateways, house, doors. */
export async function start(env: NodeJS.ProcessEnv, development?: Development) {
  const config = orExit(() => readConfig(env));
  const agent_types = of('AGENTS_CONFIG', () => openAgentTypes(config.agents_config));
  const language_model = of('LLM_*', () => createLanguageModel(config.llm));
  const log = development
    ? pino(
        { level: config.log_level },
        pino.multistream([{ stream: pino.destination(1) }, { stream: development.log_to }]),
      )
    : pino({ level: config.log_level }, bundled());

  const embedded = config.database_url
    ? null
    : await startEmbedded({ data_dir: config.data_dir, warn: (message) => log.warn(message) });
  const database_url = config.database_url ?? embedded?.url ?? '';
  await migrate(database_url, { also: migrateDurable });

  const resend = config.email.api_key === null ? null : { ...config.email, api_key: config.email.api_key };
  const outbox =
    resend || config.production
      ? null
      : createOutbox({
          say: ({ to, subject }) => log.info({ to, subject }, 'e-mail kept: see /dev'),
        });
  const { base_url, api_key } = config.evolution;
  const { base_url: ollama } = config.embeddings;
  const limiter = config.redis_url
    ? createRedisLimiter({ url: config.redis_url, say: (message) => log.warn(message) })
    : createMemoryLimiter();
  const house = await buildHouse({
    rate_limiter: config.rate_limits ? limiter : null,
    database_url,
    config,
    agent_types,
    log,
    gateways: {
      pix: createAbacatePay(config.abacatepay),
      messaging:
        base_url && api_key ? createEvolution({ base_url, api_key }) : unconfigured<Messaging>('evolution'),
      language_model,
      email: resend ? createResend(resend) : (outbox ?? unconfigured<Email>('resend')),
      embeddings: ollama
        ? createOllamaEmbeddings({ base_url: ollama, model: config.embeddings.model })
        : createLexicalEmbeddings(),
      erp: createErp({ allow_private: config.outbound_allow_private }),
      files: createDiskFiles(join(config.data_dir, 'files')),
    },
    // One process holds the embedded database: whatever another had begun is nobody's.
    silent_after_ms: embedded ? 1_000 : undefined,
    ...(development && { dev: (runner: Runner) => development.dev({ runner, config, outbox }) }),
  });

  const server = serve({ fetch: house.app.fetch, port: config.port }, ({ port }) => {
    log.info(
      { port, database: embedded ? 'embedded' : 'server', llm: config.llm.provider },
      'vek1 api listens',
    );
  });

  const { drain } = drainable(server as Server);
  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    house.hangUp();
    await drain();
    await house.close();
    limiter.close();
    await embedded?.close();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  return { config, house, log };
}
