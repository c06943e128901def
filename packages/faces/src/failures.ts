import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import { AppError, ERROR_CODES, errorBody, loggable, noSuchDoor, toAppError } from '@vek1/core/kernel/errors';
import type { Context, ErrorHandler, NotFoundHandler } from 'hono';
import type { Logger } from 'pino';
import type { ShownPath } from './rest.ts';
import { TRPC_PATH } from './trpc-http.ts';

export interface FailureParts {
  log: Logger;
  traceOf: (c: Context) => string;
}

/** What the door of either face says to what it could not do: the house's error body, on tRPC in its envelope. */
export function failures({ log, traceOf }: FailureParts): {
  onError: ErrorHandler;
  notFound: NotFoundHandler;
} {
  const answer = (c: Context<ShownPath>, error: AppError) => {
    const { status, trpc } = ERROR_CODES[error.code];
    // Without the query: it may carry a secret.
    const path = c.get('shown_path') ?? c.req.path.slice(0, 200);
    const body = errorBody(error, { path, trace: traceOf(c) });
    if (error.retry_after_s) c.header('retry-after', String(error.retry_after_s));
    if (!c.req.path.startsWith(`${TRPC_PATH}/`)) return c.json(body, status);
    return c.json(
      { error: { message: body.message, code: TRPC_ERROR_CODES_BY_KEY[trpc], data: body } },
      status,
    );
  };
  return {
    onError: (thrown, c) => {
      const error = toAppError(thrown);
      // The runner has logged what happened inside an operation; this is what happened before one.
      if (ERROR_CODES[error.code].status >= 500 && !(thrown instanceof AppError)) {
        log.error({ err: loggable(thrown), trace: traceOf(c) }, 'request failed');
      }
      return answer(c, error);
    },
    notFound: (c) => answer(c, noSuchDoor()),
  };
}
