import { setTimeout as pause } from 'node:timers/promises';

/** Looks until it is so; the last failure is thrown when it is not within `within_ms`. */
export async function eventually<T>(look: () => Promise<T> | T, within_ms = 60_000): Promise<T> {
  const until = performance.now() + within_ms;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (performance.now() > until) throw error;
      await pause(25);
    }
  }
}
