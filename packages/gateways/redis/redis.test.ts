import { newId } from '@vek1/core/kernel/ids';
import { eventually } from '@vek1/testing/eventually';
import { rateLimiterSuite } from '@vek1/testing/port-suites/rate-limiter';
import { hasRedis, mutePort, ownRedis, type RedisServer } from '@vek1/testing/redis-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryLimiter, createRedisLimiter, type OpenRateLimiter } from './index.ts';

const window = { points: 2, per_s: 60, alone: false };
const leftOf = async (limiter: OpenRateLimiter, key: string, of = window) =>
  (await limiter.count(key, of)).left;

const memory = createMemoryLimiter();
rateLimiterSuite('this process', () => memory);

describe('without its Redis', () => {
  it.each(['that nobody serves', 'that never answers'])('counts by itself: an address %s', async (what) => {
    const mute = what === 'that never answers' ? await mutePort() : null;
    const said: string[] = [];
    const url = mute?.url ?? 'redis://127.0.0.1:1';
    const limiter = createRedisLimiter({ url, say: (message) => said.push(message) });
    const key = newId();
    expect([await leftOf(limiter, key), await leftOf(limiter, key), await leftOf(limiter, key)]).toEqual([
      1, 0, -1,
    ]);
    await eventually(() => expect(said).toEqual([expect.stringMatching(/^Redis is not answering/)]));
    limiter.close();
    mute?.close();
  });
});

if (hasRedis) {
  describe('with Redis', () => {
    let redis: RedisServer;
    let limiter: OpenRateLimiter;
    let other: OpenRateLimiter;
    const said: string[] = [];
    beforeAll(async () => {
      redis = await ownRedis();
      await redis.start();
      limiter = createRedisLimiter({ url: redis.url, say: (message) => said.push(message) });
      other = createRedisLimiter({ url: redis.url, say: () => undefined });
      await together();
    });
    afterAll(async () => {
      limiter?.close();
      other?.close();
      await redis?.kill();
    });

    /** Until both reach it: what one counts the other sees. */
    const together = () =>
      eventually(async () => {
        const key = newId();
        await limiter.count(key, window);
        expect(await leftOf(other, key)).toBe(0);
      });

    rateLimiterSuite('Redis', () => limiter);

    it('counts in all processes together, but for what each counts alone', async () => {
      const key = newId();
      expect([await leftOf(limiter, key), await leftOf(other, key), await leftOf(limiter, key)]).toEqual([
        1, 0, -1,
      ]);
      const alone = { ...window, alone: true };
      expect([await leftOf(limiter, key, alone), await leftOf(other, key, alone)]).toEqual([1, 1]);
    });

    it('goes on alone when Redis dies, and together when it is back', async () => {
      await redis.kill();
      const key = newId();
      expect([await leftOf(limiter, key), await leftOf(other, key)]).toEqual([1, 1]);
      await eventually(() => expect(said).toHaveLength(1));
      await redis.start();
      await together();
      await eventually(() => expect(said.at(-1)).toMatch(/^Redis is back/));
      expect(said).toHaveLength(2);
    });
  });
}
