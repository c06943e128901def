import { AISDKError, APICallError } from '@ai-sdk/provider';
import { GatewayError } from '@vek1/core/ports/gateway-error';
import { AttemptFailed } from '../attempts.ts';
import { retryAfter, wasNotSent } from '../failure-facts.ts';

const LONGEST_REASON = 300;

/** How long the vendor asks to be left alone, in ms. */
function pauseAsked({ responseHeaders = {} }: APICallError): number | undefined {
  const ms = responseHeaders['retry-after-ms'];
  return ms && Number(ms) >= 0 ? Number(ms) : retryAfter(responseHeaders['retry-after']);
}

/** What one attempt failed of. `secret` is blotted out of what is repeated. */
export function asAttemptFailed(gateway: string, error: unknown, secret = ''): AttemptFailed {
  const said = (text: string) =>
    `${gateway}: ${secret ? text.replaceAll(secret, '***') : text}`.slice(0, LONGEST_REASON);
  if (!APICallError.isInstance(error)) {
    const message = said(error instanceof Error ? error.message : String(error));
    // The SDK's own errors carry the whole prompt, and what customers write goes into no log.
    const cause = AISDKError.isInstance(error) ? undefined : error;
    return new AttemptFailed(
      new GatewayError({ code: 'gateway_failed', gateway, outcome: 'refused', message, cause }),
      { transient: false, silence: false },
    );
  }
  // Connection lost, 408, 409, 429, 5xx.
  const { statusCode: status, isRetryable: transient } = error;
  if (status === undefined || status < 400) {
    const outcome = wasNotSent(error) ? 'refused' : 'unknown';
    const message = said(error.message);
    return new AttemptFailed(new GatewayError({ code: 'gateway_failed', gateway, outcome, message }), {
      transient,
      silence: status === undefined,
    });
  }
  return new AttemptFailed(
    new GatewayError({
      code: status === 429 ? 'rate_limited' : 'gateway_failed',
      gateway,
      outcome: status >= 500 || status === 408 ? 'unknown' : 'refused',
      message: said(`answered ${status}: ${error.message}`),
      final: !transient,
      retry_after_ms: pauseAsked(error),
    }),
    { transient, silence: status >= 502 && status <= 504 },
  );
}

/** The error of a caller that gave up, or of our own deadline. */
export function givenUp(gateway: string, signal: AbortSignal, asked: boolean): GatewayError {
  const why = signal.reason instanceof Error ? signal.reason.message : String(signal.reason);
  const message = `${gateway}: not waited for: ${why}`;
  const outcome = asked ? 'unknown' : 'refused';
  return new GatewayError({ code: 'gateway_failed', gateway, outcome, message, cause: signal.reason });
}
