import type { Rate } from '@vek1/core/kernel/rate-limits';

/** What is left of a limit, as clients read it. */
export function setRateHeaders(
  { limit, remaining, reset_s }: Rate,
  set: (name: string, value: string) => void,
): void {
  set('x-ratelimit-limit', String(limit));
  set('x-ratelimit-remaining', String(remaining));
  set('x-ratelimit-reset', String(reset_s));
}
