import { setTimeout as wait } from 'node:timers/promises';

export interface AuthStoreOptions {
  /** Of the API, without a slash at the end. */
  base_url: string;
  /** What the API calls `AUTH_TOKEN`. */
  auth_token: string;
  /** How long one attempt may take, in ms. */
  timeout_ms?: number;
}

/** The API refused, or did not answer. Its message names the door, never what was sent through it. */
export class AuthStoreError extends Error {
  override name = 'AuthStoreError';
  /** Undefined where there was no answer. */
  readonly status: number | undefined;
  /** The rule, e.g. `email.taken`. */
  readonly reason: string | undefined;

  constructor(door: string, said: string, more: { status?: number; reason?: string; cause?: unknown } = {}) {
    super(`vek1 auth store: ${door}: ${said}`, { cause: more.cause });
    this.status = more.status;
    this.reason = more.reason;
  }
}

export interface Request {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With `{name}` for what the path carries; the query carries the other params. */
  door: string;
  params?: Record<string, string | number>;
  body?: unknown;
  /** Asked once more where there was no answer: for what may be done twice. */
  again?: boolean;
}

/** The answer's JSON; undefined for 404 and for an answer without a body. Throws `AuthStoreError`. */
export type Ask = (request: Request) => Promise<unknown>;

const DEFAULT_TIMEOUT_MS = 5_000;
/** Between the two attempts; jitter keeps callers from coming back together. */
const pause = () => wait(50 + Math.random() * 100);

interface Refusal {
  message?: string;
  reason?: string;
  errors?: { path: string; message: string }[];
}

/** Speaks to the auth doors, over connections that are kept. */
export function createClient({
  base_url,
  auth_token,
  timeout_ms = DEFAULT_TIMEOUT_MS,
}: AuthStoreOptions): Ask {
  async function attempt({ method, door, params = {}, body }: Request): Promise<unknown> {
    const search = new URLSearchParams(Object.entries(params).map(([key, value]) => [key, String(value)]));
    const path = door.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = search.get(name) ?? '';
      search.delete(name);
      return encodeURIComponent(value);
    });
    const named = `${method} ${door}`;
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${base_url}${path}${search.size > 0 ? `?${search}` : ''}`, {
        method,
        headers: {
          'x-auth-token': auth_token,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeout_ms),
        redirect: 'error',
        // Next.js would keep what others change.
        cache: 'no-store',
      });
      text = await response.text();
    } catch (cause) {
      throw new AuthStoreError(named, 'no answer', { cause });
    }
    const { status } = response;
    if (response.ok) return text === '' ? undefined : JSON.parse(text);
    const { message = '', reason, errors } = refusalIn(text);
    if (status === 404 && message !== 'No such door.') return undefined;
    const said = errors?.map((error) => `${error.path}: ${error.message}`).join(' ') ?? message;
    throw new AuthStoreError(named, `${status} ${said}`, { status, ...(reason !== undefined && { reason }) });
  }

  return async (request) => {
    try {
      return await attempt(request);
    } catch (error) {
      const passing = error instanceof AuthStoreError && (error.status === undefined || error.status >= 502);
      if (!request.again || !passing) throw error;
      await pause();
      return attempt(request);
    }
  };
}

function refusalIn(text: string): Refusal {
  try {
    return JSON.parse(text) as Refusal;
  } catch {
    return {};
  }
}
