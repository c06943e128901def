import { GatewayError } from '@vek1/core/ports/gateway-error';
import type { LanguageModel } from '@vek1/core/ports/language-model';

/**
 * Asks the second for a step that the first failed: after its retries, or while its breaker rests. A step is one
 * whole answer of one of them, so nothing of the first was taken yet; the answer's `model` names who gave it.
 */
export function withFallback(first: LanguageModel, second: LanguageModel): LanguageModel {
  return {
    provider: first.provider,
    model: first.model,
    sources: [...first.sources, ...second.sources],
    async next(request, signal) {
      try {
        return await first.next(request, signal);
      } catch (error) {
        // Whoever hung up wants no answer from anybody.
        if (!(error instanceof GatewayError) || signal?.aborted) throw error;
        return await second.next(request, signal).catch((other: unknown) => {
          throw other instanceof GatewayError ? bothFailed(error, other) : other;
        });
      }
    },
  };
}

function bothFailed(first: GatewayError, second: GatewayError): GatewayError {
  const waits = [first, second].flatMap(({ retry_after_ms }) => retry_after_ms ?? []);
  return new GatewayError({
    code: first.code,
    gateway: first.gateway,
    outcome: first.outcome === 'unknown' ? 'unknown' : second.outcome,
    message: `${first.message}; ${second.message}`,
    final: first.final && second.final,
    ...(waits.length > 0 && { retry_after_ms: Math.min(...waits) }),
    cause: second,
  });
}
