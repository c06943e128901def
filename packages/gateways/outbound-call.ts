import { setTimeout as wait } from 'node:timers/promises';
import { GatewayError } from '@vek1/core/ports/gateway-error';

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

export interface BreakerOptions {
  /** How many silences in a row, of all callers together, stop the asking. */
  silences: number;
  /** For how long nobody asks then, in ms; afterwards one caller tries. */
  rest_ms: number;
}

const BREAKER: BreakerOptions = { silences: 5, rest_ms: 15_000 };
const RETRY_DELAY_MS = 200;
/** A party that wants us to wait longer than this is left to whoever called. */
const LONGEST_WAIT_MS = 2_000;
const LONGEST_REASON = 300;

/** The one way out to an HTTP party: time-out, retry, circuit breaker, and errors in the ports' words. */
export function createOutboundCall(party: OutboundParty): OutboundCall {
  const breaker = createBreaker(party.breaker ?? BREAKER);

  return async (request) => {
    for (let again = request.retries; ; again -= 1) {
      const rest_ms = breaker.restsFor();
      if (rest_ms > 0) throw silent(party.gateway, rest_ms);
      try {
        const answer = await attempt(party, request);
        breaker.heard();
        return answer;
      } catch (error) {
        if (!(error instanceof AttemptFailed)) throw error;
        if (error.silence) breaker.silence();
        else breaker.heard();
        const delay_ms = error.failure.retry_after_ms ?? backoff(request.retries - again);
        if (!error.transient || again === 0 || delay_ms > LONGEST_WAIT_MS) throw error.failure;
        await wait(delay_ms, undefined, { signal: request.signal }).catch(() => {
          throw error.failure;
        });
      }
    }
  };
}

/** A failure worth judging: another attempt may help, and it may count against the party. */
class AttemptFailed extends Error {
  readonly failure: GatewayError;
  readonly transient: boolean;
  readonly silence: boolean;

  constructor(failure: GatewayError, kind: { transient: boolean; silence: boolean }) {
    super(failure.message);
    this.failure = failure;
    this.transient = kind.transient;
    this.silence = kind.silence;
  }
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
    const outcome = !late && NOT_SENT.has(codeOf(error)) ? 'refused' : 'unknown';
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

function answered(party: OutboundParty, secret: string, response: Response, text: string): AttemptFailed {
  const { status, headers } = response;
  const body = parsed(text);
  const transient = status === 408 || status === 429 || status >= 500;
  const corrected = party.outcome?.(body, status);
  const outcome = corrected ?? (status >= 500 || status === 408 ? 'unknown' : 'refused');
  const reason = redacted(party.reason(body), secret)?.slice(0, LONGEST_REASON);
  const failure = new GatewayError({
    code: status === 429 ? 'rate_limited' : 'gateway_failed',
    gateway: party.gateway,
    outcome,
    message: `${party.gateway}: answered ${status}${reason ? `: ${reason}` : ''}`,
    final: status >= 400 && !transient && corrected === undefined,
    retry_after_ms: retryAfter(headers.get('retry-after')),
  });
  return new AttemptFailed(failure, { transient, silence: status >= 502 && status <= 504 });
}

/** Parties repeat a wrong key in their complaint about it. */
function redacted(said: string | undefined, secret: string): string | undefined {
  return secret === '' ? said : said?.replaceAll(secret, '***');
}

/** Failures of a connection that was never made: surely nothing was sent. */
const NOT_SENT = new Set([
  'ERR_INVALID_URL',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The system's code of a failed fetch, which undici keeps in the cause. */
function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return 'unknown';
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

function silent(gateway: string, rest_ms: number): GatewayError {
  return new GatewayError({
    code: 'gateway_failed',
    gateway,
    outcome: 'refused',
    message: `${gateway}: not asked, it has not answered lately`,
    retry_after_ms: Math.ceil(rest_ms),
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

/** ms from a `Retry-After` header, seconds or a date. */
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** 100 to 200 ms, then 200 to 400: jitter keeps callers from coming back together. */
function backoff(attempts_before: number): number {
  return RETRY_DELAY_MS * 2 ** attempts_before * (0.5 + Math.random() / 2);
}

/** Stops asking a party that keeps silent; after a rest one caller at a time tries whether it is back. */
function createBreaker({ silences, rest_ms }: BreakerOptions) {
  let in_a_row = 0;
  let rests_until = 0;
  return {
    /** How long to leave it alone, in ms; 0 lets this caller through. */
    restsFor(): number {
      if (in_a_row < silences) return 0;
      const now = performance.now();
      if (now < rests_until) return rests_until - now;
      rests_until = now + rest_ms;
      return 0;
    },
    heard(): void {
      in_a_row = 0;
    },
    silence(): void {
      in_a_row += 1;
      if (in_a_row >= silences) rests_until = performance.now() + rest_ms;
    },
  };
}
