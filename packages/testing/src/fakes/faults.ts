import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { MiddlewareHandler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import { pause } from './pause.ts';
import type { FakeEnv } from './serve-fake.ts';

const FaultInput = z.strictObject({
  /** The route it befalls, by the fake's short name. */
  route: z.string(),
  times: z.int().min(1).default(1),
  /** Answers this instead of the truth; 200 with a refusing body is possible too. */
  status: z.int().min(200).max(599).optional(),
  body: z.unknown().optional(),
  delay_ms: z.int().min(0).optional(),
  /** The effect happens first: the answer is late, wrong or lost, but the deed is done. */
  after_effect: z.boolean().default(false),
  /** Destroys the connection instead of answering. */
  cut: z.boolean().default(false),
});
export type Fault = z.input<typeof FaultInput>;

export interface Faults {
  /** Throws on a route the fake does not have. */
  add(fault: unknown): void;
  clear(): void;
  pending(): Fault[];
  /** The middleware of one route. */
  at(route: string): MiddlewareHandler<FakeEnv>;
}

/** Faults befall the next `times` calls of their route, in the order they were added. `signal` ends delays. */
export function createFaults(
  routes: readonly string[],
  bodyOf: (status: number) => unknown,
  signal: AbortSignal,
): Faults {
  let pending: z.infer<typeof FaultInput>[] = [];

  function take(route: string) {
    const fault = pending.find((candidate) => candidate.route === route);
    if (fault) fault.times -= 1;
    pending = pending.filter((candidate) => candidate.times > 0);
    return fault;
  }

  return {
    add(fault) {
      const parsed = FaultInput.extend({ route: z.enum(routes) }).parse(fault);
      pending.push(parsed);
    },
    clear() {
      pending = [];
    },
    pending: () => structuredClone(pending),
    at: (route) => async (c, next) => {
      const fault = take(route);
      if (!fault) return next();
      if (fault.after_effect) await next();
      if (fault.delay_ms) await pause(fault.delay_ms, signal);
      if (!fault.cut && fault.status === undefined) return fault.after_effect ? undefined : next();

      // Hono keeps the first answer unless it is taken away: without this the truth would get out.
      c.res = undefined;
      if (fault.cut) {
        c.env.incoming.socket.destroy();
        c.res = RESPONSE_ALREADY_SENT;
      } else if (fault.status !== undefined) {
        // Safe because the fault's schema admits answers with a body only.
        c.res = c.json(fault.body ?? bodyOf(fault.status), fault.status as ContentfulStatusCode);
      }
    },
  };
}
