import type { RateCount, RateLimiter, RateWindow } from '@vek1/core/ports/rate-limiter';
import { Redis } from 'ioredis';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';

/** Whoever waits for a count waits no longer; then this process counts by itself. */
const ANSWER_WITHIN_MS = 250;
/** A connection that is silent for so long is given up, and nobody waits for it any more. */
const SILENT_MS = 1_000;

export interface OpenRateLimiter extends RateLimiter {
  close(): void;
}

type Make = (window: RateWindow) => RateLimiterAbstract;

/** One limiter for each window that is asked for: there are as many as declarations. */
function counting(make: Make): RateLimiter {
  const limiters = new Map<string, RateLimiterAbstract>();
  return {
    async count(key, window): Promise<RateCount> {
      const { points, per_s, alone } = window;
      const name = `${points}/${per_s}${alone ? ' alone' : ''}`;
      const limiter = limiters.get(name) ?? make(window);
      limiters.set(name, limiter);
      try {
        const { remainingPoints, msBeforeNext } = await limiter.consume(key);
        return { left: remainingPoints, reset_ms: msBeforeNext };
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return { left: -1, reset_ms: refused.msBeforeNext };
        throw refused;
      }
    },
  };
}

const inMemory: Make = ({ points, per_s }) => new RateLimiterMemory({ points, duration: per_s });

/** Counts in this process. */
export const createMemoryLimiter = (): OpenRateLimiter => ({ ...counting(inMemory), close: () => undefined });

export interface RedisLimiterOptions {
  url: string;
  /** Told once when Redis is lost, and once when it is back. */
  say: (message: string) => void;
}

/** Counts in Redis, together with all processes that do; while it cannot be reached, in this process. */
export function createRedisLimiter({ url, say }: RedisLimiterOptions): OpenRateLimiter {
  const redis = new Redis(url, {
    connectionName: 'vek1',
    // What cannot be counted now is counted here, not later.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: ANSWER_WITHIN_MS,
    socketTimeout: SILENT_MS,
  });
  let reached: boolean | undefined;
  const becomes = (now: boolean, message: string) => {
    if (reached !== now && (reached !== undefined || !now)) say(message);
    reached = now;
  };
  redis.on('ready', () => becomes(true, 'Redis is back: rates are counted together again'));
  redis.on('error', (error: Error) =>
    becomes(false, `Redis is not answering, each process counts by itself: ${error.message}`),
  );
  const limiter = counting((window) =>
    window.alone
      ? inMemory(window)
      : new RateLimiterRedis({
          storeClient: redis,
          keyPrefix: `vek1:rate:${window.points}/${window.per_s}`,
          points: window.points,
          duration: window.per_s,
          // Whoever is refused anyway is not worth a question.
          inMemoryBlockOnConsumed: window.points + 1,
          insuranceLimiter: inMemory(window),
        }),
  );
  return { ...limiter, close: () => redis.disconnect() };
}
