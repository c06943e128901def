import { DrizzleQueryError } from 'drizzle-orm';
import { z } from 'zod';
import { GatewayError } from '../ports/gateway-error.ts';

/** The closed set of error codes: what REST and tRPC say for each. */
export const ERROR_CODES = {
  malformed_json: { wire: 'MALFORMED_JSON', status: 400, trpc: 'PARSE_ERROR' },
  unauthorized: { wire: 'UNAUTHORIZED', status: 401, trpc: 'UNAUTHORIZED' },
  forbidden: { wire: 'FORBIDDEN', status: 403, trpc: 'FORBIDDEN' },
  not_found: { wire: 'NOT_FOUND', status: 404, trpc: 'NOT_FOUND' },
  conflict: { wire: 'CONFLICT', status: 409, trpc: 'CONFLICT' },
  payload_too_large: { wire: 'PAYLOAD_TOO_LARGE', status: 413, trpc: 'PAYLOAD_TOO_LARGE' },
  validation_error: { wire: 'VALIDATION_ERROR', status: 422, trpc: 'UNPROCESSABLE_CONTENT' },
  too_many_requests: { wire: 'TOO_MANY_REQUESTS', status: 429, trpc: 'TOO_MANY_REQUESTS' },
  internal_error: { wire: 'INTERNAL_ERROR', status: 500, trpc: 'INTERNAL_SERVER_ERROR' },
  service_unavailable: { wire: 'SERVICE_UNAVAILABLE', status: 503, trpc: 'SERVICE_UNAVAILABLE' },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

export interface FieldError {
  path: string;
  code: string;
  message: string;
}

interface ErrorDetails {
  /** The domain's rule, e.g. `order.out_of_stock`: for clients and translations. */
  reason?: string;
  errors?: FieldError[];
  /** Sent as `Retry-After`, in seconds. */
  retry_after_s?: number;
  /** Facts a client may act on, e.g. the targets allowed. Never secrets. */
  data?: Record<string, unknown>;
  cause?: unknown;
}

/** The one error of the house. Its message may be shown to people; its cause never leaves. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly reason: string | undefined;
  readonly errors: FieldError[] | undefined;
  readonly retry_after_s: number | undefined;
  readonly data: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = 'AppError';
    this.code = code;
    this.reason = details.reason;
    this.errors = details.errors;
    this.retry_after_s = details.retry_after_s;
    this.data = details.data;
  }
}

export const unauthorized = (message = 'Credentials are missing or wrong.') =>
  new AppError('unauthorized', message);

export const forbidden = (message: string, reason?: string) => new AppError('forbidden', message, { reason });

export const notFound = (what: string) => new AppError('not_found', `${what} not found.`);

/** REST and tRPC say the same to an unknown path, procedure or method. */
export const noSuchDoor = () => new AppError('not_found', 'No such door.');

export const malformedJson = () => new AppError('malformed_json', 'The body is not valid JSON.');

export const conflict = (message: string, reason: string, data?: Record<string, unknown>) =>
  new AppError('conflict', message, { reason, data });

/** A 422 that names one field. */
export const invalidField = (path: string, message: string, reason?: string) =>
  new AppError('validation_error', message, { reason, errors: [{ path, code: 'invalid', message }] });

/** Throws 404 when a row is not there: `found(await byId(...), 'order')`. */
export function found<T>(row: T | null | undefined, what: string): T {
  if (row === null || row === undefined) throw notFound(what);
  return row;
}

/** What strangers write is never sent back whole, nor all of it. */
const ECHOED_CHARACTERS = 200;
const ECHOED_ERRORS = 100;

function fieldErrors(error: z.ZodError): FieldError[] {
  const errors = error.issues.flatMap((issue): FieldError[] => {
    const at = (key?: PropertyKey) =>
      [...issue.path, ...(key === undefined ? [] : [key])].join('.').slice(0, ECHOED_CHARACTERS);
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: at(key), code: issue.code, message: 'Unknown field.' }))
      : [{ path: at(), code: issue.code, message: issue.message }];
  });
  return errors.slice(0, ECHOED_ERRORS);
}

export function validationError(error: z.ZodError): AppError {
  const errors = fieldErrors(error);
  const first = errors[0];
  const message = first ? `${first.path || 'input'}: ${first.message}` : 'Invalid input.';
  return new AppError('validation_error', message, { errors, cause: error });
}

interface PostgresFailure {
  code: string;
  message: string;
  table_name?: string;
  constraint_name?: string;
}

/** The driver's and the socket's names for no connection: gateways wrap theirs, so that it is the database's. */
const NO_CONNECTION = /^(CONNECT|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN)/;
/** The server's: connection exceptions, insufficient resources, shutting down. */
const NO_SERVER = /^(08|53|57P)/;
/** Text that PostgreSQL can't hold: U+0000, and in JSON, which we always write whole, half of a surrogate pair. */
const isUnstorable = ({ code, message }: PostgresFailure): boolean =>
  code === '22021' || code === '22P05' || (code === '22P02' && message.includes('type json'));

function postgresFailure(error: unknown): PostgresFailure | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (!('code' in at) || typeof at.code !== 'string') continue;
    if ('severity' in at || NO_CONNECTION.test(at.code)) return at as unknown as PostgresFailure;
  }
  return null;
}

/** `companies_slug_unique` is `slug.taken`: who loses a race hears what who comes later hears. */
const takenReason = ({ table_name = '', constraint_name = '' }: PostgresFailure): string =>
  constraint_name.endsWith('_unique')
    ? `${constraint_name.slice(table_name.length + 1, -'_unique'.length)}.taken`
    : constraint_name.replace(/^.+_pkey$/, 'id.taken');

/** The one place where foreign failures become ours. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof GatewayError) {
    return new AppError('service_unavailable', `${error.gateway} is not answering.`, {
      reason: `${error.gateway}.${error.code}`,
      retry_after_s: error.retry_after_ms ? Math.ceil(error.retry_after_ms / 1000) : undefined,
      cause: error,
    });
  }
  const failure = postgresFailure(error);
  if (failure?.code === '23505') {
    return new AppError('conflict', 'It exists already.', { reason: takenReason(failure), cause: error });
  }
  if (failure && isUnstorable(failure)) {
    return new AppError('validation_error', 'The text holds a character that cannot be stored.', {
      reason: 'text.unstorable',
      cause: error,
    });
  }
  if (failure && (NO_SERVER.test(failure.code) || NO_CONNECTION.test(failure.code))) {
    return new AppError('service_unavailable', 'postgres is not answering.', {
      reason: 'postgres',
      cause: error,
    });
  }
  return new AppError('internal_error', 'Something went wrong on our side.', { cause: error });
}

/** What a log keeps of a cause: a failed query carries its parameters and its row, which are customers' words. */
export function loggable(cause: unknown): unknown {
  if (!(cause instanceof DrizzleQueryError)) return cause;
  const { message, code, table_name, constraint_name } = Object(cause.cause);
  return { type: 'DrizzleQueryError', message, code, table_name, constraint_name, query: cause.query };
}

export const ErrorBody = z.object({
  statusCode: z.int(),
  errorCode: z.string(),
  message: z.string(),
  detail: z.string(),
  reason: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  timestamp: z.string(),
  path: z.string(),
  traceId: z.string(),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

/** The body of every error on every face. */
export function errorBody(error: AppError, at: { path: string; trace: string }): ErrorBody {
  const { wire, status } = ERROR_CODES[error.code];
  return {
    statusCode: status,
    errorCode: wire,
    message: error.message,
    detail: error.message,
    ...(error.reason && { reason: error.reason }),
    ...(error.errors && { errors: error.errors }),
    ...(error.data && { data: error.data }),
    timestamp: new Date().toISOString(),
    path: at.path,
    traceId: at.trace,
  };
}
