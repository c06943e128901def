import type { AnyTRPCRouter } from '@trpc/server';
import { resolveResponse } from '@trpc/server/http';
import { AppError } from '@vek1/core/kernel/errors';
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
    responseMeta: ({ data, errors, eagerGeneration }) => {
      const headers = new Headers({ 'x-request-id': context.trace });
      const pauses = errors.map(({ cause }) => (cause instanceof AppError && cause.retry_after_s) || 0);
      const pause = Math.max(0, ...pauses);
      if (pause > 0) headers.set('retry-after', String(pause));
      return { headers, ...(!eagerGeneration && { status: statusOf(data) }) };
    },
  });
}
