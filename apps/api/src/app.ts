import { randomUUID } from 'node:crypto';
import { domains, operations } from '@vek1/core/domains';
import type { Runner } from '@vek1/core/kernel/runner';
import type { RateLimiter } from '@vek1/core/ports/rate-limiter';
import { failures } from '@vek1/faces/failures';
import { originSaid, restFace } from '@vek1/faces/rest';
import { trpcFace } from '@vek1/faces/trpc';
import { limitedAsRest, serveTrpc, TRPC_PATH } from '@vek1/faces/trpc-http';
import { type Context, Hono } from 'hono';
import type { Logger } from 'pino';
import { clientAddress } from './client-address.ts';
import type { Identify } from './identify.ts';
import { chatDoor } from './raw/chat.ts';
import { docsDoors } from './raw/docs.ts';
import { type HealthParts, healthDoors } from './raw/health.ts';

export interface AppParts {
  runner: Runner;
  identify: Identify;
  log: Logger;
  health: HealthParts;
  metrics: Hono;
  /** Doors of development only. */
  dev?: (runner: Runner) => Hono;
  /** Proxies of ours in front. */
  trust_proxy?: number;
  rate_limiter: RateLimiter | null;
}

interface Variables {
  trace: string;
}

/** The API: what happens to a request, in order. */
export function createApp({
  runner,
  identify,
  log,
  health,
  metrics,
  dev,
  trust_proxy = 0,
  rate_limiter,
}: AppParts): Hono<{ Variables: Variables }> {
  const app = new Hono<{ Variables: Variables }>();
  const router = trpcFace(domains);
  const traceOf = (c: Context) => c.get('trace') as string;
  const addressOf = (c: Context) => clientAddress(c, trust_proxy);

  app.use(async (c, next) => {
    const given = c.req.header('x-request-id');
    const trace = given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
    c.set('trace', trace);
    // Before the answer is made: afterwards the answer would have to be made again.
    c.header('x-request-id', trace);
    await next();
  });

  const { onError, notFound } = failures({ log, traceOf });
  app.onError(onError);
  app.notFound(notFound);

  app.route('/', healthDoors(health));
  app.route('/', docsDoors());
  app.route('/', metrics);
  if (dev) app.route('/', dev(runner));
  app.route('/', chatDoor({ runner, identify, traceOf, addressOf, rate_limiter }));

  app.all(`${TRPC_PATH}/*`, limitedAsRest(operations), async (c) => {
    const { raw } = c.req;
    const actor = await identify(raw.headers, 'app');
    return serveTrpc(router, c, {
      actor,
      runner,
      trace: traceOf(c),
      signal: raw.signal,
      origin: originSaid(raw.headers),
    });
  });

  app.route('/', restFace({ operations, runner, identify, addressOf, traceOf }));
  return app;
}
