import type { Config } from '@/config.ts';
import type { ErrorBody } from '@/trpc/wire.ts';
import { clientAddress } from './client-address.ts';
import { readBody } from './read-body.ts';
import { isSameOrigin } from './same-origin.ts';

/** What may pass; everything else of the browser's stays here, an actor it claims to be before all. */
const REQUEST_HEADERS = ['accept', 'content-type', 'trpc-accept', 'idempotency-key', 'last-event-id'];
const RESPONSE_HEADERS = [
  'content-type',
  'retry-after',
  'x-accel-buffering',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'x-request-id',
];

/** `order.list,order.get` and nothing that could climb to another of the API's doors. */
const PROCEDURES = /^\w+(?:\.\w+)*(?:,\w+(?:\.\w+)*)*$/;

const LIMIT_BYTES = 1024 * 1024;
const TIMEOUT_MS = 30_000;

/** tRPC's own numbers beside our statuses. */
const REFUSALS = {
  UNAUTHORIZED: { status: 401, code: -32001, message: 'Nobody is signed in.' },
  FORBIDDEN: { status: 403, code: -32003, message: 'Not a request of this app.' },
  NOT_FOUND: { status: 404, code: -32004, message: 'No such procedure.' },
  PAYLOAD_TOO_LARGE: { status: 413, code: -32013, message: 'The request is too large.' },
  SERVICE_UNAVAILABLE: { status: 503, code: -32603, message: 'The API is not answering.' },
} as const;

interface Acting {
  user_id: string;
  reauthenticated_at: string | null;
}

interface Forwarding extends Pick<Config, 'api_url' | 'app_url' | 'internal_token' | 'trust_proxy'> {
  /** Who is signed in, by their session, and when they last gave their password in it; null is nobody. */
  actorOf: (request: Request) => Promise<Acting | null>;
}

/** Passes a browser's tRPC call on to the API as the signed-in user, and streams its answer back. */
export async function forwardTrpc(
  request: Request,
  procedures: string,
  { api_url, app_url, internal_token, trust_proxy, actorOf }: Forwarding,
): Promise<Response> {
  if (!isSameOrigin(request, app_url)) return refuse('FORBIDDEN', procedures);
  if (!PROCEDURES.test(procedures)) return refuse('NOT_FOUND', procedures);
  let actor: Acting | null;
  try {
    actor = await actorOf(request);
  } catch {
    return refuse('SERVICE_UNAVAILABLE', procedures);
  }
  // Without an actor the internal token would speak for the house itself.
  if (actor === null) return refuse('UNAUTHORIZED', procedures);

  const body = request.method === 'POST' ? await readBody(request, LIMIT_BYTES) : undefined;
  if (body === null) return refuse('PAYLOAD_TOO_LARGE', procedures);

  const headers = pick(request.headers, REQUEST_HEADERS);
  headers.set('X-Internal-Token', internal_token);
  headers.set('X-Actor-User-Id', actor.user_id);
  if (actor.reauthenticated_at) headers.set('X-Reauthenticated-At', actor.reauthenticated_at);
  const address = clientAddress(request.headers, trust_proxy);
  if (address) headers.set('X-Client-Ip', address);
  const agent = request.headers.get('user-agent');
  if (agent) headers.set('X-Client-User-Agent', agent);

  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), TIMEOUT_MS).unref();
  try {
    const answer = await fetch(`${api_url}/trpc/${procedures}${new URL(request.url).search}`, {
      method: request.method,
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.any([request.signal, late.signal]),
    });
    const answered = pick(answer.headers, RESPONSE_HEADERS);
    const watches = answered.get('content-type')?.startsWith('text/event-stream');
    // A watch lasts: its heartbeats, the API and the browser say when it is over. Packed, its events would wait.
    if (watches) clearTimeout(timer);
    answered.set('Cache-Control', watches ? 'no-store, no-transform' : 'no-store');
    return new Response(answer.body, { status: answer.status, headers: answered });
  } catch {
    return refuse('SERVICE_UNAVAILABLE', procedures);
  }
}

function pick(headers: Headers, names: readonly string[]): Headers {
  const picked = new Headers();
  for (const name of names) {
    const value = headers.get(name);
    if (value !== null) picked.set(name, value);
  }
  return picked;
}

/** A refusal as tRPC's client reads it, for every call of a batch, with the house's error body inside. */
function refuse(errorCode: keyof typeof REFUSALS, path: string): Response {
  const { status, code, message } = REFUSALS[errorCode];
  const data: ErrorBody = {
    statusCode: status,
    errorCode,
    message,
    detail: message,
    timestamp: new Date().toISOString(),
    path,
    traceId: '',
  };
  return Response.json(
    { error: { message, code, data } },
    { status, headers: { 'Cache-Control': 'no-store' } },
  );
}
