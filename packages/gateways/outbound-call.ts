import { GatewayError } from '@vek1/core/ports/gateway-error';
import { AttemptFailed, type BreakerOptions, createAttempts } from './attempts.ts';
import { codeOf, retryAfter, wasNotSent } from './failure-facts.ts';

export interface OutboundParty {
  /** Its name in errors, e.g. `abacatepay`. */
  gateway: string;
  /** How long one attempt may take, its answer's body included, in ms. */
  timeout_ms: number;
  fetch?: typeof fetch;
  /** The reason in an error body, if it has one. */
  reason: (body: unknown) => string | undefined;
  /** Corrects what the status says about the outcome, where the party's statuses lie; never final then. */
  outcome?: (body: unknown, status: number) => GatewayError['outcome'] | undefined;
  breaker?: BreakerOptions;
}

export interface OutboundRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: unknown;
  /** Blotted out wherever the party or the platform repeats it. */
  secret: string;
  /** How often it is asked again. 0 for whatever would be done twice. */
  retries: number;
  signal?: AbortSignal;
}

/** Asks once or more and answers the JSON of a 2xx. Throws `GatewayError`. */
export type OutboundCall = (request: OutboundRequest) => Promise<unknown>;

const LONGEST_REASON = 300;

/** The one way out to an HTTP party: time-out, retry, circuit breaker, and errors in the ports' words. */
export function createOutboundCall(party: OutboundParty): OutboundCall {
  const attempts = createAttempts({
    gateway: party.gateway,
    first_wait_ms: 200,
    // A party that wants us to wait longer than this is left to whoever called.
    longest_wait_ms: 2_000,
    breaker: party.breaker,
  });
  return (request) => attempts.make(() => attempt(party, request), request);
}

async function attempt(party: OutboundParty, request: OutboundRequest): Promise<unknown> {
  const { gateway, timeout_ms } = party;
  const { method, url, secret, signal } = request;
  if (signal?.aborted) throw fail(gateway, 'refused', 'the caller gave up before it was asked');
  const init = requestInit(gateway, request);
  const timer = new AbortController();
  const timeout = setTimeout(() => timer.abort(), timeout_ms);
  const stop = signal ? AbortSignal.any([signal, timer.signal]) : timer.signal;
  try {
    const response = await (party.fetch ?? fetch)(url, { ...init, method, signal: stop, redirect: 'manual' });
    const text = await response.text();
    if (response.ok) return json(gateway, text);
    throw answered(party, secret, response, text);
  } catch (error) {
    if (error instanceof AttemptFailed || error instanceof GatewayError) throw error;
    if (signal?.aborted) throw fail(gateway, 'unknown', 'the caller gave up waiting', signal.reason);
    const late = timer.signal.aborted;
    const said = late ? `no answer within ${timeout_ms} ms` : `the connection failed (${codeOf(error)})`;
    const outcome = !late && wasNotSent(error) ? 'refused' : 'unknown';
    throw new AttemptFailed(fail(gateway, outcome, said, error), { transient: true, silence: true });
  } finally {
    clearTimeout(timeout);
  }
}

/** Headers are made here because the platform's complaint about a bad one repeats the key. */
function requestInit(gateway: string, { headers, body }: OutboundRequest): RequestInit {
  try {
    const all = new Headers({ accept: 'application/json', ...headers });
    if (body === undefined) return { headers: all };
    all.set('content-type', 'application/json');
    return { headers: all, body: JSON.stringify(body) };
  } catch {
    const message = `${gateway}: the key has characters that no HTTP header can carry`;
    throw new GatewayError({ code: 'gateway_failed', gateway, outcome: 'refused', message, final: true });
  }
}

const CODES = new Map<number, GatewayError['code']>([
  [401, 'key_refused'],
  [403, 'key_refused'],
  [429, 'rate_limited'],
]);

function answered(party: OutboundParty, secret: string, response: Response, text: string): AttemptFailed {
  const { status, headers } = response;
  const body = parsed(text);
  const transient = status === 408 || status === 429 || status >= 500;
  const corrected = party.outcome?.(body, status);
  const outcome = corrected ?? (status >= 500 || status === 408 ? 'unknown' : 'refused');
  const reason = redacted(party.reason(body), secret)?.slice(0, LONGEST_REASON);
  const failure = new GatewayError({
    code: CODES.get(status) ?? 'gateway_failed',
    gateway: party.gateway,
    outcome,
    message: `${party.gateway}: answered ${status}${reason ? `: ${reason}` : ''}`,
    final: status >= 400 && !transient && corrected === undefined,
    retry_after_ms: retryAfter(headers.get('retry-after')),
    said: reason,
  });
  return new AttemptFailed(failure, { transient, silence: status >= 502 && status <= 504 });
}

/** Parties repeat a wrong key in their complaint about it. */
function redacted(said: string | undefined, secret: string): string | undefined {
  return secret === '' ? said : said?.replaceAll(secret, '***');
}

function fail(
  gateway: string,
  outcome: GatewayError['outcome'],
  said: string,
  cause?: unknown,
): GatewayError {
  return new GatewayError({
    code: 'gateway_failed',
    gateway,
    outcome,
    message: `${gateway}: ${said}`,
    cause,
  });
}

/** A 2xx that can't be read did something, only we do not know what. */
function json(gateway: string, text: string): unknown {
  const body = parsed(text);
  if (body === undefined) throw fail(gateway, 'unknown', 'its answer is no JSON');
  return body;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
