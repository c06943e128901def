import { isIPv6 } from 'node:net';
import type { RateLimiter } from '../ports/rate-limiter.ts';
import { AppError } from './errors.ts';

/** How often a door may be used, declared with its access. */
export interface RateLimit {
  /** Whose uses are counted together: those from one address, for one store, of one person, or all there are. */
  by: 'address' | 'store' | 'person' | 'all';
  points: number;
  per_s: number;
  /** Counted together with every operation that says the same; without it each has a count of its own. */
  together?: string;
  /** By each process alone: it costs no question to others, and so many processes allow so much more. */
  alone?: boolean;
}

/** Of a door that anybody may open. */
export const PUBLIC_LIMITS: readonly RateLimit[] = [
  { by: 'address', points: 120, per_s: 60 },
  { by: 'store', points: 600, per_s: 60 },
];

/** Of a stranger's machine, which may speak for many stores from one address. */
export const HOOK_LIMITS: readonly RateLimit[] = [
  { by: 'address', points: 1_200, per_s: 60 },
  { by: 'store', points: 600, per_s: 60 },
];

/** Of the app: more than any person does, less than a loop that ran wild. */
export const APP_LIMITS: readonly RateLimit[] = [
  { by: 'person', points: 3_000, per_s: 60, together: 'app', alone: true },
];

/** Who uses a door; null is not counted by. */
export interface RateKeys {
  address: string | null;
  store: string | null;
  person: string | null;
}

/** What is left of the tightest limit: told in headers. */
export interface Rate {
  limit: number;
  remaining: number;
  reset_s: number;
  exceeded: boolean;
}

/** Who is counted as one: an IPv6 caller has a whole /64 to call from, and an IPv4 is itself in IPv6's clothes too. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain.slice(0, 64);
  const [head = '', tail] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = tail?.split(':').filter(Boolean) ?? [];
  const zeros = Array.from({ length: 8 - groups.length - rest.length }, () => '0');
  return `${[...groups, ...zeros, ...rest].slice(0, 4).join(':')}::/64`;
}

/** Counts one use of a door against its limits, each in turn; null where none of them applies. */
export async function countUse(
  limiter: RateLimiter,
  door: string,
  limits: readonly RateLimit[],
  { address, store, person }: RateKeys,
): Promise<Rate | null> {
  const keys = { address: address && networkOf(address), store, person, all: 'all' };
  let tightest: Rate | null = null;
  for (const { by, points, per_s, together, alone = false } of limits) {
    const key = keys[by];
    if (!key) continue;
    const { left, reset_ms } = await limiter.count(`${together ?? door}:${by}:${key}`, {
      points,
      per_s,
      alone,
    });
    const rate: Rate = {
      limit: points,
      remaining: Math.max(0, left),
      reset_s: Math.max(1, Math.ceil(reset_ms / 1000)),
      exceeded: left < 0,
    };
    if (rate.exceeded) return rate;
    if (!tightest || rate.remaining < tightest.remaining) tightest = rate;
  }
  return tightest;
}

export const tooMany = ({ reset_s }: Rate): AppError =>
  new AppError('too_many_requests', 'Too many requests. Try again in a moment.', {
    reason: 'rate_limited',
    retry_after_s: reset_s,
  });
