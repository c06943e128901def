import type { AnyTRPCRouter } from '@trpc/server';
import { resolveResponse } from '@trpc/server/http';
import { AppError, ERROR_CODES } from '@vek1/core/kernel/errors';
import { setRateHeaders } from './rate-headers.ts';
import type { TrpcContext } from './trpc.ts';

export const TRPC_PATH = '/trpc';

/** Of one call, or of a batch that ended alike. */
function statusOf(answers: readonly object[]): number {
  const statuses = answers.map((answer) =>
    'error' in answer ? Number(Object(answer.error).data.statusCode) : 200,
  );
  const [status = 200, ...others] = new Set(statuses);
  return others.length === 0 ? status : 207;
}

/** Serves a router over fetch with the statuses and the headers of REST: tRPC's own has no 503. */
export function serveTrpc(router: AnyTRPCRouter, req: Request, context: TrpcContext): Promise<Response> {
  return resolveResponse({
    req,
    path: new URL(req.url).pathname.slice(TRPC_PATH.length + 1),
    router,
    error: null,
    createContext: async () => context,
    responseMeta: ({ data, errors, eagerGeneration, type }) => {
      // The answer of a watch is told before its first event: by then it was refused, or is not.
      const refusal = type === 'subscription' ? context.refusal : undefined;
      const causes = refusal ? [refusal] : errors.map(({ cause }) => cause);
      const pauses = causes.map((cause) => (cause instanceof AppError && cause.retry_after_s) || 0);
      const pause = Math.max(0, ...pauses);
      const headers = new Headers({ 'x-request-id': context.trace });
      if (pause > 0) headers.set('retry-after', String(pause));
      if (context.rate) setRateHeaders(context.rate, (name, value) => headers.set(name, value));
      return {
        ...(!eagerGeneration && { status: statusOf(data) }),
        ...(refusal && { status: ERROR_CODES[refusal.code].status }),
        headers,
      };
    },
  });
}
