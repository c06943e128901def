import { randomBytes } from 'node:crypto';
import { app } from '@vek1/core/kernel/access';
import type { Actor } from '@vek1/core/kernel/actor';
import { createVault } from '@vek1/core/kernel/crypto';
import { openDatabase } from '@vek1/core/kernel/db/open-database';
import { AppError, invalidField, unauthorized } from '@vek1/core/kernel/errors';
import { type AnyOperation, flow, query, type Settings, watch } from '@vek1/core/kernel/operation';
import { createRunner, type Watching } from '@vek1/core/kernel/runner';
import { GatewayError } from '@vek1/core/ports/gateway-error';
import type { Gateways } from '@vek1/core/ports/gateways';
import { Hono } from 'hono';
import { pino } from 'pino';
import { z } from 'zod';
import { failures } from './failures.ts';
import { originSaid, restFace } from './rest.ts';
import { trpcFace } from './trpc.ts';
import { limitedAsRest, serveTrpc } from './trpc-http.ts';

/** Answers its input, so that a test sees what the edge made of the request. */
const Given = z.object({ given: z.record(z.string(), z.unknown()) });
const give = async (_: unknown, given: Record<string, unknown>) => ({ given });

const Thing = z.strictObject({
  id: z.string(),
  name: z.string(),
  size: z.strictObject({ width: z.int() }).optional(),
});
const Filter = z.strictObject({
  limit: z.int().min(1).max(200).default(50),
  below: z.number().nullish(),
  active: z.boolean().optional(),
  tags: z.array(z.string()).optional(),
  q: z.string().optional(),
});
const declared = { summary: '', access: app.user.orService, trpc: true, output: Given } as const;

const FAILURES = {
  conflict: () =>
    new AppError('conflict', 'It moved.', { reason: 'thing.moved', data: { allowed: ['rest'] } }),
  field: () => invalidField('size.width', 'Too wide.', 'thing.too_wide'),
  busy: () => new AppError('too_many_requests', 'Not so fast.', { retry_after_s: 7 }),
  gateway: () =>
    new GatewayError({
      code: 'gateway_failed',
      gateway: 'abacatepay',
      outcome: 'unknown',
      message: 'key abc',
      retry_after_ms: 900,
    }),
  bug: () => new Error('SELECT secret FROM vault'),
};
export type Failure = keyof typeof FAILURES;

/** Counts on from `since`, then does as it is told; which calls still listen. */
export const listening = new Set<string>();
async function* count(
  name: string,
  since: number,
  { to, ending }: z.infer<typeof Count>,
  signal: AbortSignal,
) {
  listening.add(name);
  try {
    for (let n = since + 1; n <= to; n += 1) yield { id: String(n), data: { n } };
    if (ending === 'fails') throw FAILURES.busy();
    if (ending === 'breaks') yield { id: 'x', data: { n: 0.5 } };
    if (ending === 'waits') await new Promise((resolve) => signal.addEventListener('abort', resolve));
    if (ending === 'is deaf') await new Promise(() => undefined);
  } finally {
    listening.delete(name);
  }
}
const Count = z.strictObject({
  name: z.string(),
  to: z.int(),
  ending: z.enum(['ends', 'waits', 'fails', 'breaks', 'is deaf']).default('waits'),
});

export const thing = {
  get: query({
    ...declared,
    name: 'thing.get',
    rest: { method: 'get', path: '/things/{id}' },
    input: z.strictObject({ id: z.string() }),
  }).handle(give),
  stats: query({
    ...declared,
    name: 'thing.stats',
    rest: { method: 'get', path: '/things/stats' },
    input: z.strictObject({}),
  }).handle(async () => ({ given: { stats: true } })),
  list: query({
    ...declared,
    name: 'thing.list',
    rest: { method: 'get', path: '/things' },
    input: Filter,
  }).handle(give),
  write: flow({
    ...declared,
    name: 'thing.write',
    rest: { method: 'post', path: '/things/{id}', status: 201 },
    input: Thing,
  }).handle(give),
  remove: flow({
    ...declared,
    name: 'thing.remove',
    rest: { method: 'delete', path: '/things/{id}', status: 204 },
    input: z.strictObject({ id: z.string() }),
  }).handle(give),
  secret: query({
    ...declared,
    name: 'thing.secret',
    rest: { method: 'get', path: '/things/by-token/{token}', secret_path: true },
    input: z.strictObject({ token: z.string().max(20) }),
  }).handle(give),
  search: flow({
    ...declared,
    name: 'thing.search',
    safe: true,
    rest: { method: 'get', path: '/things/search' },
    input: z.strictObject({ q: z.string(), limit: z.int().default(10) }),
  }).handle(give),
  watch: watch({
    ...declared,
    name: 'thing.watch',
    rest: { method: 'get', path: '/things/{name}/watch' },
    input: Count,
    output: z.object({ n: z.int() }),
  }).handle(async ({ since, signal }, input) => {
    if (input.to < 0) throw new AppError('forbidden', 'Not that far.', { reason: 'thing.backwards' });
    return count(input.name, Number(since ?? 0), input, signal);
  }),
  small: flow({
    ...declared,
    name: 'thing.small',
    rest: { method: 'post', path: '/small', max_body: 100 },
    input: z.strictObject({ text: z.string() }),
  }).handle(give),
  hook: flow({
    ...declared,
    name: 'thing.hook',
    rest: {
      method: 'post',
      path: '/hooks/{source}',
      body_as: 'event',
      headers: { 'X-Their-Secret': 'secret' },
    },
    input: z.strictObject({ source: z.string(), secret: z.string(), event: z.looseObject({}) }),
  }).handle(give),
  fail: flow({
    ...declared,
    name: 'thing.fail',
    rest: { method: 'post', path: '/fail/{how}' },
    input: z.strictObject({ how: z.enum(Object.keys(FAILURES) as Failure[]) }),
  }).handle(async (_, { how }) => {
    throw FAILURES[how]();
  }),
};

const thingRunner = (watching?: Partial<Watching>) =>
  createRunner({
    watching,
    db: openDatabase({ url: 'postgres://nobody@127.0.0.1:1/nothing', pool: 1 }).db, // never asked: no connection is opened
    gateways: {} as Gateways, // nothing here reaches for one
    vault: createVault(new Map([['test', randomBytes(32)]])),
    settings: {} as Settings, // nor for a setting
    companyOfStore: async () => null,
    subscriptions: [],
    log: pino({ level: 'silent' }),
  });

export const runner = thingRunner();

export const TOKEN = 'the token of these tests';
export const TRACE = 'trace-of-the-test';

async function identify(headers: Headers): Promise<Actor> {
  if (headers.get('x-internal-token') !== TOKEN) throw unauthorized();
  return { kind: 'user', user_id: 'ana', company_id: null };
}

interface DoorParts {
  watching?: Partial<Watching>;
  heartbeat_ms?: number;
}

/** Both faces over these operations, put together as the API puts its own. */
export function doors(
  operations: readonly AnyOperation[] = Object.values(thing),
  { watching, heartbeat_ms }: DoorParts = {},
): Hono {
  const runner = thingRunner(watching);
  const hono = new Hono();
  const traceOf = () => TRACE;
  const addressOf = () => null;
  const { onError, notFound } = failures({ log: pino({ level: 'silent' }), traceOf });
  hono.onError(onError);
  hono.notFound(notFound);
  const router = trpcFace({ thing }, { heartbeat_ms });
  hono.all('/trpc/*', limitedAsRest(operations), async (c) => {
    const { raw } = c.req;
    const actor = await identify(raw.headers);
    return serveTrpc(router, c, {
      actor,
      runner,
      trace: TRACE,
      signal: raw.signal,
      origin: originSaid(raw.headers),
    });
  });
  hono.route('/', restFace({ operations, runner, identify, addressOf, traceOf, heartbeat_ms }));
  return hono;
}
