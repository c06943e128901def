import { setTimeout as wait } from 'node:timers/promises';
import { isPassing, retryAfter } from './failure.ts';

const RETRIES = 2;
const FIRST_WAIT_MS = 400;
/** Asked to wait longer than this, it is better to fail now: somebody else may answer, or a job come back later. */
const LONGEST_WAIT_MS = 5_000;

/** Tries again what may pass, twice. The SDK does it too, but without jitter, after 2 s at least and up to 60 s. */
export async function withRetries<T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let retry = 0; ; retry += 1) {
    try {
      return await attempt();
    } catch (error) {
      const backoff = FIRST_WAIT_MS * 2 ** retry;
      const wait_ms = (retryAfter(error) ?? backoff / 2) + (Math.random() * backoff) / 2;
      if (retry === RETRIES || !isPassing(error) || wait_ms > LONGEST_WAIT_MS) throw error;
      await wait(wait_ms, undefined, { signal });
    }
  }
}
