import { domains, operations } from '@vek1/core/domains';
import { AppError, ERROR_CODES, errorBody, toAppError } from '@vek1/core/kernel/errors';
import { newId } from '@vek1/core/kernel/ids';
import type { Runner } from '@vek1/core/kernel/runner';
import { originOf, restFace } from '@vek1/faces/rest';
import { trpcFace } from '@vek1/faces/trpc';
import { fetchRequestHandler } from '@vek1/faces/trpc-http';
import { type Context, Hono } from 'hono';
import type { Logger } from 'pino';
import type { Identify } from './identify.ts';
import { healthDoors, type HealthParts } from './raw/health.ts';

export interface AppParts {
  runner: Runner;
  identify: Identify;
  log: Logger;
  health: HealthParts;
}

interface Variables {
  trace: string;
}

/** Paths that carry a secret are logged and answered without it. */
const shownPath = (c: Context): string => new URL(c.req.url).pathname;

/** The API: what happens to a request, in order. */
export function createApp({ runner, identify, log, health }: AppParts): Hono<{ Variables: Variables }> {
  const app = new Hono<{ Variables: Variables }>();
  const router = trpcFace(domains);

  app.use(async (c, next) => {
    const given = c.req.header('x-request-id');
    c.set('trace', given && /^[\w-]{8,64}$/.test(given) ? given : newId());
    await next();
    c.header('x-request-id', c.get('trace'));
  });

  app.onError((thrown, c) => {
    const error = toAppError(thrown);
    const trace = c.get('trace') as string;
    // The runner has logged what happened inside an operation; this is what happened before one.
    if (error.code === 'internal_error' && !(thrown instanceof AppError)) log.error({ err: thrown, trace }, 'request failed');
    if (error.retry_after_s) c.header('retry-after', String(error.retry_after_s));
    return c.json(errorBody(error, { path: shownPath(c), trace }), ERROR_CODES[error.code].status);
  });

  app.notFound((c) =>
    c.json(errorBody(new AppError('not_found', 'No such door.'), { path: shownPath(c), trace: c.get('trace') as string }), 404),
  );

  app.route('/', healthDoors(health));

  app.all('/trpc/*', async (c) => {
    const actor = await identify(c.req.raw.headers, 'app');
    return fetchRequestHandler({
      endpoint: '/trpc',
      req: c.req.raw,
      router,
      createContext: () => ({
        actor,
        runner,
        trace: c.get('trace'),
        signal: c.req.raw.signal,
        origin: originOf(c.req.raw.headers, 'app'),
      }),
    });
  });

  app.route('/', restFace({ operations, runner, identify, traceOf: (c) => c.get('trace') as string }));
  return app;
}
