import { APICallError } from '@ai-sdk/provider';
import { GatewayError } from '@vek1/core/ports/gateway-error';

const NEVER_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** Is the same request worth sending again? Connection lost, 408, 409, 429, 5xx. */
export const isPassing = (error: unknown) => APICallError.isInstance(error) && error.isRetryable;

/** How long the vendor asks to be left alone, in ms, from `retry-after-ms` or `Retry-After` (seconds or a date). */
export function retryAfter(error: unknown, now = Date.now()): number | undefined {
  if (!APICallError.isInstance(error)) return undefined;
  const ms = error.responseHeaders?.['retry-after-ms'];
  const after = error.responseHeaders?.['retry-after'];
  if (ms && Number(ms) >= 0) return Number(ms);
  if (!after) return undefined;
  const wait = Number.isNaN(Number(after)) ? Date.parse(after) - now : Number(after) * 1000;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/** What a caller of the port sees of anything that went wrong below it; `signal` is the one of the call. */
export function asGatewayError(provider: string, error: unknown, signal: AbortSignal): GatewayError {
  const init = { code: 'gateway_failed' as const, gateway: provider, cause: error };
  if (signal.aborted) {
    const message = `${provider} was not waited for: ${text(signal.reason)}`;
    return new GatewayError({ ...init, outcome: 'unknown', message });
  }
  if (!APICallError.isInstance(error)) {
    return new GatewayError({
      ...init,
      outcome: 'refused',
      message: `${provider} was not asked: ${text(error)}`,
    });
  }
  const { statusCode: status } = error;
  if (status === undefined) {
    const outcome = NEVER_REACHED.has(code(error.cause)) ? 'refused' : 'unknown';
    return new GatewayError({ ...init, outcome, message: `${provider} cannot be reached: ${error.message}` });
  }
  const message = `${provider} answered ${status}: ${error.message}`;
  const outcome = status >= 400 && status < 500 ? 'refused' : 'unknown';
  return status === 429
    ? new GatewayError({ ...init, code: 'rate_limited', outcome, message, retry_after_ms: retryAfter(error) })
    : new GatewayError({ ...init, outcome, message });
}

const text = (error: unknown) => (error instanceof Error ? error.message : String(error));

const code = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
