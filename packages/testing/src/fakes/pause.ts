import { setTimeout as wait } from 'node:timers/promises';

/** Waits `ms` milliseconds, or less if the signal is aborted meanwhile; never throws. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { signal });
  } catch {
    // Closing a fake ends all waiting: whoever waited goes on and finds the server gone.
  }
}
