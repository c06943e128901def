import { AISDKError, APICallError } from '@ai-sdk/provider';
import { GatewayError } from '@vek1/core/ports/gateway-error';

const NOT_SENT = new Set([
  'ERR_INVALID_URL',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const LONGEST_REASON = 300;

/** Is the same request worth sending again? Connection lost, 408, 409, 429, 5xx. */
export const isPassing = (error: unknown) => APICallError.isInstance(error) && error.isRetryable;

/** How long the vendor asks to be left alone, in ms, from `retry-after-ms` or `Retry-After` (seconds or a date). */
export function retryAfter(error: unknown): number | undefined {
  if (!APICallError.isInstance(error)) return undefined;
  const { 'retry-after-ms': ms, 'retry-after': after } = error.responseHeaders ?? {};
  if (ms && Number(ms) >= 0) return Number(ms);
  if (!after) return undefined;
  const wait = /^[\d.]+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.now();
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/** What a caller of the port sees of anything that went wrong below it. `secret` is blotted out of what is repeated. */
export function asGatewayError(gateway: string, error: unknown, secret = ''): GatewayError {
  const said = (text: string) =>
    `${gateway}: ${secret ? text.replaceAll(secret, '***') : text}`.slice(0, LONGEST_REASON);
  if (!APICallError.isInstance(error)) {
    const message = said(error instanceof Error ? error.message : String(error));
    // The SDK's own errors carry the whole prompt, and what customers write goes into no log.
    const cause = AISDKError.isInstance(error) ? undefined : error;
    return new GatewayError({ code: 'gateway_failed', gateway, outcome: 'refused', message, cause });
  }
  const { statusCode: status } = error;
  if (status === undefined || status < 400) {
    const outcome = NOT_SENT.has(codeOf(error)) ? 'refused' : 'unknown';
    return new GatewayError({ code: 'gateway_failed', gateway, outcome, message: said(error.message) });
  }
  return new GatewayError({
    code: status === 429 ? 'rate_limited' : 'gateway_failed',
    gateway,
    outcome: status >= 500 || status === 408 ? 'unknown' : 'refused',
    message: said(`answered ${status}: ${error.message}`),
    final: !error.isRetryable,
    retry_after_ms: retryAfter(error),
  });
}

/** The error of a caller that gave up, or of our own deadline. */
export function givenUp(gateway: string, signal: AbortSignal, asked: boolean): GatewayError {
  const why = signal.reason instanceof Error ? signal.reason.message : String(signal.reason);
  const message = `${gateway}: not waited for: ${why}`;
  const outcome = asked ? 'unknown' : 'refused';
  return new GatewayError({ code: 'gateway_failed', gateway, outcome, message, cause: signal.reason });
}

/** The system's code of a failed connection, which lies in the causes. */
function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return '';
}
