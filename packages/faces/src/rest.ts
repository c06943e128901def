import type { Scope } from '@vek1/core/kernel/access';
import type { Actor } from '@vek1/core/kernel/actor';
import type { Origin } from '@vek1/core/kernel/audit';
import { AppError, invalidField, malformedJson, validationError } from '@vek1/core/kernel/errors';
import { FileContent } from '@vek1/core/kernel/file';
import type { AnyOperation, RestDoor, WatchEvent } from '@vek1/core/kernel/operation';
import type { Runner } from '@vek1/core/kernel/runner';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { eventStream, HEARTBEAT_MS } from './event-stream.ts';
import { setRateHeaders } from './rate-headers.ts';

export interface RestParts {
  operations: readonly AnyOperation[];
  runner: Runner;
  /** Turns credentials into an actor. Throws 401. */
  identify: (headers: Headers, scope: Scope) => Promise<Actor>;
  /** Where a connection comes from. */
  addressOf: (c: Context) => string | null;
  traceOf: (c: Context) => string;
  /** How often a watch says that it is still there, in ms. */
  heartbeat_ms?: number;
}

/** What an error calls the request's path, where that carries a secret. */
export interface ShownPath {
  Variables: { shown_path?: string };
}

type Coercion = 'number' | 'boolean' | 'list' | 'text';

interface Door {
  operation: AnyOperation;
  rest: RestDoor;
  /** How each key of path and query is read; contracts never coerce. */
  coercions: ReadonlyMap<string, Coercion>;
}

interface SchemaNode {
  type?: string | string[];
  anyOf?: SchemaNode[];
  properties?: Record<string, SchemaNode>;
}

function coercionOf(node: SchemaNode): Coercion {
  const types = [node, ...(node.anyOf ?? [])].flatMap((part) => part.type ?? []);
  if (types.includes('array')) return 'list';
  if (types.includes('integer') || types.includes('number')) return 'number';
  return types.includes('boolean') ? 'boolean' : 'text';
}

function readDoor(operation: AnyOperation, rest: RestDoor): Door {
  const schema = z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }) as SchemaNode;
  const coercions = Object.entries(schema.properties ?? {}).map(
    ([key, node]) => [key, coercionOf(node)] as const,
  );
  return { operation, rest, coercions: new Map(coercions) };
}

function coerce(values: string[], as: Coercion): unknown {
  const [first = ''] = values;
  // Left as it is where one is wanted, so that the contract names the field.
  if (values.length > 1 && as !== 'list') return values;
  switch (as) {
    case 'list':
      return values.flatMap((value) => value.split(',')).filter((value) => value !== '');
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(first) ? Number(first) : first;
    case 'boolean':
      return first === 'true' || first === '1' ? true : first === 'false' || first === '0' ? false : first;
    case 'text':
      return first;
  }
}

function parseBody(text: string): Record<string, unknown> {
  if (text.trim() === '') return {};
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw malformedJson();
  }
  const object = z.looseObject({}).safeParse(body);
  if (!object.success) throw validationError(object.error);
  // Not what was parsed: it lacks `__proto__`, which the contract has to refuse.
  return body as Record<string, unknown>;
}

const mediaType = (c: Context) => c.req.header('content-type')?.split(';', 1)[0]?.trim().toLowerCase();

async function readInput(c: Context, { rest, coercions }: Door): Promise<Record<string, unknown>> {
  const input: Record<string, unknown> = Object.create(null);
  const put = (key: string, value: unknown) => {
    if (key in input) throw invalidField(key, 'Given twice: in the path, the query or the body.');
    input[key] = value;
  };
  for (const [key, value] of Object.entries(c.req.param()))
    put(key, coerce([value], coercions.get(key) ?? 'text'));
  for (const [key, values] of Object.entries(c.req.queries()))
    put(key, coerce(values, coercions.get(key) ?? 'text'));
  for (const [header, key] of Object.entries(rest.headers ?? {})) {
    const value = c.req.header(header);
    if (value !== undefined) put(key, value);
  }
  if (rest.method === 'get') return { ...input };
  const raw = rest.raw_body ?? (mediaType(c) === rest.bytes?.type ? rest.bytes : undefined);
  if (raw) {
    put(raw.as, Buffer.from(await c.req.arrayBuffer()).toString('base64'));
    return { ...input };
  }
  const body = parseBody(await c.req.text());
  if (rest.body_as) put(rest.body_as, body);
  else for (const [key, value] of Object.entries(body)) put(key, value);
  return { ...input };
}

const KEY = /^[\x21-\x7e]{1,200}$/;

function idempotencyKey(c: Context): string | undefined {
  const key = c.req.header('idempotency-key');
  if (key !== undefined && !KEY.test(key))
    throw invalidField('Idempotency-Key', '1 to 200 visible ASCII characters.');
  return key;
}

/** Where a request that shows the internal token came from: as the app's server says it. */
export const originSaid = (headers: Headers): Origin => ({
  ip: headers.get('x-client-ip'),
  user_agent: headers.get('x-client-user-agent')?.slice(0, 300) ?? null,
});

/** Where a request came from; null of a machine of ours, which is not counted by its address. */
function originOf(c: Context, scope: Scope, actor: Actor, addressOf: RestParts['addressOf']): Origin {
  if (scope === 'app' || (scope === 'public' && actor.kind !== 'anonymous'))
    return originSaid(c.req.raw.headers);
  return { ip: scope === 'public' || scope === 'hmac' ? addressOf(c) : null, user_agent: null };
}

/** `/orders/stats/{id}` must win over `/orders/{id}`: literals come first, since `{` sorts after every letter. */
const byLiterals = (a: Door, b: Door) =>
  Number(a.rest.path > b.rest.path) - Number(a.rest.path < b.rest.path);

/** Bytes of a body, where its door says no other number. */
export const MAX_BODY = 1_000_000;

/** Refuses a body of more bytes, announced or not. */
export function limited(maxSize = MAX_BODY): MiddlewareHandler {
  const onError = () => {
    throw new AppError('payload_too_large', 'The body is too large.');
  };
  const counting = bodyLimit({ maxSize, onError });
  return async (c, next) => {
    // Looking at the body makes the node server build a whole Request of it: only where no header tells its length.
    if (c.req.method === 'GET') return next();
    const announced = c.req.header('content-length');
    if (announced === undefined || c.req.header('transfer-encoding') !== undefined) return counting(c, next);
    return Number(announced) > maxSize ? onError() : next();
  };
}

/** Shown by a browser; whatever else a stranger sent is kept, never opened on this origin. */
const SHOWN: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/webp']);

function sendFile(c: Context, { media_type, base64 }: FileContent): Response {
  return c.body(new Uint8Array(Buffer.from(base64, 'base64')), 200, {
    'content-type': media_type,
    'content-disposition': SHOWN.has(media_type) ? 'inline' : 'attachment',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  });
}

/** Derives the REST doors. A door declared twice stops the boot. */
export function restFace({
  operations,
  runner,
  identify,
  addressOf,
  traceOf,
  heartbeat_ms = HEARTBEAT_MS,
}: RestParts): Hono<ShownPath> {
  const hono = new Hono<ShownPath>();
  const doors = operations.flatMap((operation) =>
    operation.rest ? [readDoor(operation, operation.rest)] : [],
  );
  const taken = new Map<string, string>();

  for (const door of doors.toSorted(byLiterals)) {
    const { operation, rest } = door;
    const key = `${rest.method} ${rest.path.replace(/\{\w+\}/g, '{}')}`;
    const other = taken.get(key);
    if (other) throw new Error(`${operation.name} and ${other} both declare ${rest.method} ${rest.path}`);
    taken.set(key, operation.name);

    const method = rest.method.toUpperCase();
    const path = rest.path.replace(/\{(\w+)\}/g, ':$1');
    if (rest.secret_path) {
      hono.on(method, path, (c, next) => {
        c.set('shown_path', rest.path);
        return next();
      });
    }
    hono.on(method, path, limited(rest.max_body), async (c) => {
      const { scope } = operation.access;
      const actor = await identify(c.req.raw.headers, scope);
      const input = await readInput(c, door);
      const trace = traceOf(c);
      const gone = new AbortController();
      const watches = operation.kind === 'watch';
      const output = await runner.run(operation, actor, input as never, {
        face: 'rest',
        trace,
        origin: originOf(c, scope, actor, addressOf),
        rate: (rate) => setRateHeaders(rate, (name, value) => c.header(name, value)),
        ...(rest.method === 'post' && { idempotency_key: idempotencyKey(c) }),
        signal: watches ? AbortSignal.any([c.req.raw.signal, gone.signal]) : c.req.raw.signal,
        ...(watches && { since: c.req.header('last-event-id') ?? null }),
      });
      if (watches) {
        const events = output as AsyncIterable<WatchEvent<unknown>>;
        return eventStream(c, events, { heartbeat_ms, trace, hungUp: () => gone.abort() });
      }
      if (rest.answers_file) return sendFile(c, FileContent.parse(output));
      const status = rest.status ?? 200;
      return status === 204 ? c.body(null, 204) : c.json(output as never, status);
    });
  }
  return hono;
}
