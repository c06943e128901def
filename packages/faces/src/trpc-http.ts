import type { AnyTRPCRouter } from '@trpc/server';
import { resolveResponse } from '@trpc/server/http';
import { AppError, ERROR_CODES } from '@vek1/core/kernel/errors';
import type { AnyOperation } from '@vek1/core/kernel/operation';
import type { Context, MiddlewareHandler } from 'hono';
import { setRateHeaders } from './rate-headers.ts';
import { limited, MAX_BODY } from './rest.ts';
import { request, type TrpcContext } from './trpc.ts';

export const TRPC_PATH = '/trpc';

/** What a request calls: one procedure, or several with commas between. */
const proceduresOf = (c: Context): string => c.req.path.slice(TRPC_PATH.length + 1);

/** Refuses a body that is larger than all of its procedures take on REST. */
export function limitedAsRest(operations: readonly AnyOperation[]): MiddlewareHandler {
  const limits = new Map(operations.map(({ name, rest }) => [name, rest?.max_body ?? MAX_BODY]));
  return (c, next) => {
    const names = proceduresOf(c).split(',');
    return limited(Math.max(...names.map((name) => limits.get(name) ?? MAX_BODY)))(c, next);
  };
}

/** Of one call, or of a batch that ended alike. */
function statusOf(answers: readonly object[]): number {
  const statuses = answers.map((answer) =>
    'error' in answer ? Number(Object(answer.error).data.statusCode) : 200,
  );
  const [status = 200, ...others] = new Set(statuses);
  return others.length === 0 ? status : 207;
}

/** Serves a router over fetch with the statuses and the headers of REST: tRPC's own has no 503. */
export async function serveTrpc(router: AnyTRPCRouter, c: Context, context: TrpcContext): Promise<Response> {
  const path = proceduresOf(c);
  let pause = 0;
  const answer = () =>
    resolveResponse({
      req: c.req.raw,
      path,
      router,
      error: null,
      createContext: async () => context,
      responseMeta: ({ data, errors, eagerGeneration, type }) => {
        // The answer of a watch is told before its first event: by then it was refused, or is not.
        const refusal = type === 'subscription' ? context.refusal : undefined;
        const causes = refusal ? [refusal] : errors.map(({ cause }) => cause);
        const pauses = causes.map((cause) => (cause instanceof AppError && cause.retry_after_s) || 0);
        pause = Math.max(0, ...pauses);
        return {
          ...(!eagerGeneration && { status: statusOf(data) }),
          ...(refusal && { status: ERROR_CODES[refusal.code].status }),
        };
      },
    });
  const response = await request.run({ path, trace: context.trace }, answer);
  const set = (name: string, value: string) => response.headers.set(name, value);
  set('x-request-id', context.trace);
  if (pause > 0) set('retry-after', String(pause));
  if (context.rate) setRateHeaders(context.rate, set);
  return response;
}
