import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Erp, ErpAnswer, ErpFailure } from '@vek1/core/ports/erp';
import { GatewayError } from '@vek1/core/ports/gateway-error';
import { PRIVATE_ADDRESS, publicOnly, refusePrivateLiteral } from './public-address.ts';

const LONGEST_BODY = 200;
/** Enough for as many characters, whatever they are. */
const READ_BYTES = 4 * LONGEST_BODY;

export interface ErpOptions {
  /** Lets addresses be private, and without TLS. */
  allow_private: boolean;
  /** Of a whole call, its answer's body included. */
  timeout_ms?: number;
  /** Another resolver than the system's. */
  lookup?: LookupFunction;
}

type Call = Parameters<Erp['post']>[0];

/** Calls an address that a merchant named: public ones only, over TLS, unless told otherwise; no redirect is followed. */
export function createErp({ allow_private, timeout_ms = 5_000, lookup }: ErpOptions): Erp {
  const resolve = allow_private ? lookup : publicOnly(lookup);

  async function ask({ url, headers, body }: Call, signal: AbortSignal): Promise<IncomingMessage> {
    const address = new URL(url);
    if (!allow_private) refusePrivateLiteral(address);
    const { request } = address.protocol === 'https:' ? https : http;
    const asking = request(address, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      // A connection of its own: each is judged anew.
      agent: false,
      signal,
      ...(resolve && { lookup: resolve }),
    });
    // After the answer has begun, nobody else listens.
    asking.on('error', () => undefined);
    asking.end(body);
    const [answer] = await once(asking, 'response');
    return answer;
  }

  return {
    async post(call, signal) {
      const started = performance.now();
      const latency = () => Math.round(performance.now() - started);
      if (!allow_private && !call.url.startsWith('https:')) return unanswered('insecure_address', null, 0);
      const timer = AbortSignal.timeout(timeout_ms);
      try {
        const answer = await ask(call, signal ? AbortSignal.any([signal, timer]) : timer);
        const body = await beginningOf(answer);
        return { ...answered(answer), body, latency_ms: latency() };
      } catch (error) {
        if (signal?.aborted) throw givenUp(error);
        if (timer.aborted) return unanswered('timeout', null, latency());
        const code = codeOf(error);
        return unanswered(failureOf(code), code, latency());
      }
    },
  };
}

function answered({ statusCode = 0, headers }: IncomingMessage) {
  const after = headers['retry-after'];
  return {
    status: statusCode,
    failure: null,
    detail: headers.location?.slice(0, LONGEST_BODY) ?? null,
    retry_after_ms: after && /^\d{1,6}$/.test(after) ? Number(after) * 1000 : null,
  };
}

const unanswered = (failure: ErpFailure, detail: string | null, latency_ms: number): ErpAnswer => ({
  status: null,
  failure,
  detail,
  body: '',
  retry_after_ms: null,
  latency_ms,
});

/** The rest is left unread: an answer has no end that we would wait for. */
async function beginningOf(answer: IncomingMessage): Promise<string> {
  const read: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer) {
    read.push(chunk);
    bytes += chunk.length;
    if (bytes >= READ_BYTES) break;
  }
  const text = Buffer.concat(read).toString('utf8').trim().slice(0, LONGEST_BODY);
  return text.replaceAll('\u0000', '\ufffd').toWellFormed();
}

const FAILURES: [RegExp, ErpFailure][] = [
  [new RegExp(`^${PRIVATE_ADDRESS}$`), 'private_address'],
  [/^(ENOTFOUND|EAI_AGAIN|ENODATA)$/, 'unknown_host'],
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, 'refused'],
  [/^(CERT_|ERR_TLS_|ERR_SSL_|EPROTO|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_)/, 'certificate'],
  [/^ETIMEDOUT$/, 'timeout'],
];

const failureOf = (code: string | null): ErpFailure =>
  FAILURES.find(([pattern]) => pattern.test(code ?? ''))?.[1] ?? 'connection_lost';

const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

const givenUp = (cause: unknown) =>
  new GatewayError({
    code: 'gateway_failed',
    gateway: 'erp',
    outcome: 'unknown',
    message: 'erp: the caller gave up waiting',
    cause,
  });
