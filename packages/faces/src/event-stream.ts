import { errorBody, toAppError } from '@vek1/core/kernel/errors';
import type { WatchEvent } from '@vek1/core/kernel/operation';
import { isCut } from '@vek1/core/kernel/watch-events';
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';

/** Proxies close a connection that is silent for a minute, some for half of one. */
export const HEARTBEAT_MS = 15_000;
/** After this a client that lost the stream comes back. */
const RETRY_MS = 2_000;

interface StreamParts {
  heartbeat_ms: number;
  trace: string;
  /** The caller is gone. */
  hungUp: () => void;
}

/** Answers the events of a watch as server-sent events. A stream that only ends is to be begun again. */
export function eventStream(
  c: Context,
  events: AsyncIterable<WatchEvent<unknown>>,
  { heartbeat_ms, trace, hungUp }: StreamParts,
): Response {
  const answer = streamSSE(c, async (stream) => {
    stream.onAbort(hungUp);
    // The first bytes let a proxy, and the client, know that it is open.
    await stream.write(`retry: ${RETRY_MS}\n\n`);
    const heart = setInterval(() => void stream.write(': \n\n'), heartbeat_ms);
    try {
      for await (const { id, data } of events) await stream.writeSSE({ id, data: JSON.stringify(data) });
    } catch (thrown) {
      if (isCut(thrown)) return;
      const body = errorBody(toAppError(thrown), { path: c.req.path.slice(0, 200), trace });
      await stream.writeSSE({ event: 'error', data: JSON.stringify(body) });
    } finally {
      clearInterval(heart);
    }
  });
  // Neither packed nor gathered on its way.
  answer.headers.set('cache-control', 'no-cache, no-transform');
  answer.headers.set('x-accel-buffering', 'no');
  return answer;
}
