import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export interface DrainLimits {
  /** Requests are still taken while others are under way: whoever balances has to see `/ready` first. In ms. */
  takes_ms: number;
  /** How long what has begun may take to end, in ms; then it is cut. */
  ends_ms: number;
}

const LIMITS: DrainLimits = { takes_ms: 2_000, ends_ms: 15_000 };

/** Watches a server, so that it can be closed without cutting off whoever it is answering. */
export function drainable(server: Server, { takes_ms, ends_ms }: DrainLimits = LIMITS) {
  const under_way = new Set<ServerResponse>();
  let draining = false;
  let idle = () => {};

  server.on('request', (_request, response: ServerResponse) => {
    under_way.add(response);
    if (draining) response.shouldKeepAlive = false;
    response.once('close', () => {
      under_way.delete(response);
      if (under_way.size === 0) idle();
    });
  });

  return {
    /** Answers what is under way, and frees the port. */
    async drain(): Promise<void> {
      draining = true;
      for (const response of under_way) response.shouldKeepAlive = false;
      const timers = new AbortController();
      const atMost = (ms: number) => pause(ms, undefined, { signal: timers.signal }).catch(() => undefined);

      const quiet = new Promise<void>((resolve) => {
        idle = resolve;
        if (under_way.size === 0) resolve();
      });
      await Promise.race([quiet, atMost(takes_ms)]);
      const closed = once(server, 'close');
      server.close();
      await Promise.race([closed, atMost(ends_ms)]);
      server.closeAllConnections();
      await closed;
      timers.abort();
    },
  };
}
