import type { Face, Scope } from '@vek1/core/kernel/access';
import { ErrorBody } from '@vek1/core/kernel/errors';
import { newId } from '@vek1/core/kernel/ids';
import type { AnyOperation } from '@vek1/core/kernel/operation';
import { TOKENS } from './house.ts';

export interface Answer {
  status: number;
  headers: Headers;
  /** What was answered, of tRPC without its envelope; null where nothing was. */
  text: string;
  value: unknown;
  /** The house's error body, where it is one. */
  error: ErrorBody | null;
}

/** Anything that takes requests, e.g. the whole API without a socket. */
export interface Doors {
  request(path: string, init: RequestInit): Response | Promise<Response>;
}

/** A request, not yet sent. */
export interface Sent {
  path: string;
  init: RequestInit;
}

/** Where a key of the input travels on REST. */
export type Way = 'path' | 'query' | 'header' | 'body' | 'whole body' | 'bytes';

/** The headers that open a scope's doors. */
export const TOKEN_HEADERS: Partial<Record<Scope, string>> = {
  app: 'x-internal-token',
  auth: 'x-auth-token',
  webhook: 'x-webhook-token',
};

/** Which credentials open an operation's door on a face: tRPC is the app's alone. */
export const scopeOf = (face: Face, { access }: AnyOperation): Scope =>
  face === 'trpc' ? 'app' : access.scope;

/** What a caller who may come in carries: for a person, who has just given their password, or without one a machine. */
export function credentials(scope: Scope, user_id?: string, { auth, internal, webhook } = TOKENS) {
  const header = TOKEN_HEADERS[scope];
  const token = { app: internal, auth, webhook, public: '', hmac: '', internal: '' }[scope];
  const headers: Record<string, string> = header ? { [header]: token } : {};
  if (scope === 'app' && user_id !== undefined)
    Object.assign(headers, {
      'x-actor-user-id': user_id,
      'x-reauthenticated-at': new Date().toISOString(),
    });
  return headers;
}

export function wayOf({ rest }: AnyOperation, key: string): Way {
  if (rest?.path.includes(`{${key}}`)) return 'path';
  if (Object.values(rest?.headers ?? {}).includes(key)) return 'header';
  if (rest?.body_as === key) return 'whole body';
  if (rest?.raw_body?.as === key) return 'bytes';
  return rest?.method === 'get' || rest?.body_as || rest?.raw_body ? 'query' : 'body';
}

/** Whether REST can carry a value this way, so that the contract sees the same as on tRPC. */
export function fits(value: unknown, way: Way, isList: boolean): boolean {
  if (way === 'body') return true;
  if (way === 'whole body') return typeof value === 'object' && value !== null && !Array.isArray(value);
  const texts = isList && Array.isArray(value) && value.length > 0 ? value : [value];
  if (isList && texts[0] === value) return false;
  return texts.every((text) => {
    if (typeof text !== 'string' || !text.isWellFormed()) return false;
    if (way === 'header') return /^[\x21-\x7e]+$/.test(text);
    return way === 'path' ? !/^\.{0,2}$/.test(text) : !isList || /^[^,]+$/.test(text);
  });
}

const written = (value: unknown) => (Array.isArray(value) ? value.map(String) : [String(value)]);

/** The request that carries an input to an operation's REST door. */
export function restRequest(operation: AnyOperation, input: Record<string, unknown>): Sent {
  const { rest } = operation;
  if (!rest) throw new Error(`${operation.name} has no REST door`);
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  const query = new URLSearchParams();
  let path = rest.path;
  let body: unknown = {};
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  for (const [key, value] of Object.entries(input)) {
    const way = wayOf(operation, key);
    if (way === 'path') path = path.replace(`{${key}}`, encodeURIComponent(String(value)));
    else if (way === 'query') for (const one of written(value)) query.append(key, one);
    else if (way === 'whole body') body = value;
    else if (way === 'bytes') bytes = new Uint8Array(Buffer.from(String(value), 'base64'));
    else if (way === 'body') body = withOwn(body, key, value);
    else {
      const [name = ''] = Object.entries(rest.headers ?? {}).find(([, of]) => of === key) ?? [];
      headers[name] = String(value);
    }
  }
  // What the sample lacks is a key that the contract does not know.
  path = path.replace(/\{\w+\}/g, 'amostra');
  return {
    path: query.size > 0 ? `${path}?${query}` : path,
    init: {
      method: rest.method.toUpperCase(),
      headers,
      ...(rest.method !== 'get' && { body: bytes ?? JSON.stringify(body) }),
    },
  };
}

/** Sets `__proto__` too. */
function withOwn(target: unknown, key: string, value: unknown): unknown {
  return Object.defineProperty(Object(target), key, { value, enumerable: true });
}

/** The request that carries an input to an operation's procedure. */
export function trpcRequest({ name, rest }: AnyOperation, input: unknown): Sent {
  const text = JSON.stringify(input);
  const headers = { 'content-type': 'application/json' };
  // What REST only gets, tRPC only asks.
  return rest?.method === 'get'
    ? { path: `/trpc/${name}?input=${encodeURIComponent(text)}`, init: { method: 'GET', headers } }
    : { path: `/trpc/${name}`, init: { method: 'POST', headers, body: text } };
}

export const requestOf = (face: Face, operation: AnyOperation, input: Record<string, unknown>) =>
  face === 'rest' ? restRequest(operation, input) : trpcRequest(operation, input);

const StrictErrorBody = ErrorBody.strict();

const isFile = ({ headers }: Response): boolean => headers.has('content-disposition');

/** The bytes of a file as the other face says them. */
async function fileText(response: Response): Promise<string> {
  const base64 = Buffer.from(await response.arrayBuffer()).toString('base64');
  const media_type = response.headers.get('content-type');
  return JSON.stringify({ media_type, base64 });
}

/** What only the house's insides say. */
const INSIDES =
  /node_modules|\.ts:\d+|\n\s+at |Failed query|PostgresError|ZodError|violates .* constraint|select .+ from "|insert into "|update "/;

/**
 * Sends a request and reads the answer. Throws where the answer is not one of the house: an error without its
 * body, anything of the insides, a request id that is not answered.
 */
export async function ask(
  doors: Doors,
  { path, init }: Sent,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const trace = newId();
  const response = await doors.request(path, {
    ...init,
    headers: { ...(init.headers as Record<string, string>), 'x-request-id': trace, ...headers },
  });
  const { status } = response;
  const streams = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  // A watch that was let in has no end.
  const watches = streams && status < 400;
  if (watches) await response.body?.cancel();
  const whole = watches ? '' : await (isFile(response) ? fileText(response) : response.text());
  const complain = (what: string) => {
    throw new Error(`${init.method} ${path.slice(0, 200)}: ${what}\n${status} ${whole.slice(0, 1000)}`);
  };
  if (response.headers.get('x-request-id') !== trace) complain('the request id is not answered');
  if (status >= 400 && INSIDES.test(whole)) complain('the answer shows the insides');

  const trpc = path.startsWith('/trpc/');
  // tRPC tells the refusal of a watch as its only event.
  const json = streams ? (/^event: serialized-error\ndata: (.*)$/m.exec(whole)?.[1] ?? '') : whole;
  const parsed: unknown = json === '' ? null : JSON.parse(json);
  if (status < 400) {
    const value = trpc && !streams ? (parsed as { result: { data: unknown } }).result.data : parsed;
    const text = trpc && !streams ? (JSON.stringify(value) ?? '') : whole;
    return { status, headers: response.headers, text, value, error: null };
  }
  const refused = Object(streams ? parsed : Object(parsed).error);
  const said = StrictErrorBody.safeParse(trpc ? refused.data : parsed);
  if (!said.success) return complain("not the house's error body") as never;
  const error = said.data;
  if (error.statusCode !== status) complain('the body says another status');
  if (error.traceId !== trace) complain('the body says another trace');
  if (error.detail !== error.message) complain('the detail is not the message');
  return { status, headers: response.headers, text: whole, value: null, error };
}

/** An error as both faces must say it: without where and when. */
export function saying(error: ErrorBody | null): Omit<ErrorBody, 'path' | 'timestamp' | 'traceId'> | null {
  if (!error) return null;
  const { path: _path, timestamp: _timestamp, traceId: _trace, ...said } = error;
  return said;
}
