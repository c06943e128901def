import { countUse, PUBLIC_LIMITS } from '@vek1/core/kernel/rate-limits';
import { createRedisLimiter, type OpenRateLimiter } from '@vek1/gateways/redis';
import { eventually } from '@vek1/testing/eventually';
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { hasRedis, ownRedis, type RedisServer } from '@vek1/testing/redis-server';
import { afterAll, beforeAll, expect, it } from 'vitest';

let redis: RedisServer;
let house: TestHouse;
/** Of the house, and of another process. */
let limiter: OpenRateLimiter;
let other: OpenRateLimiter;

beforeAll(async () => {
  redis = await ownRedis();
  limiter = createRedisLimiter({ url: redis.url, say: () => undefined });
  other = createRedisLimiter({ url: redis.url, say: () => undefined });
  house = await startTestHouse({ rate_limiter: limiter });
});
afterAll(async () => {
  await house?.close();
  limiter?.close();
  other?.close();
  await redis?.kill();
});

async function use() {
  const response = await house.app.request('/supported-formats');
  return { status: response.status, left: response.headers.get('x-ratelimit-remaining') };
}
const elsewhere = () =>
  countUse(other, 'knowledge.supportedFormats', PUBLIC_LIMITS, {
    address: 'unknown',
    store: null,
    person: null,
  });

it('serves, and limits, while its Redis is not there', async () => {
  expect([await use(), await use()]).toEqual([
    { status: 200, left: '119' },
    { status: 200, left: '118' },
  ]);
});

if (hasRedis) {
  it('counts together with other processes once it is, and goes on by itself when it is gone', async () => {
    await redis.start();
    await eventually(async () => {
      const { remaining = 0 } = (await elsewhere()) ?? {};
      expect(await use()).toEqual({ status: 200, left: String(remaining - 1) });
    });
    await redis.kill();
    expect(await use()).toMatchObject({ status: 200, left: expect.any(String) });
  });
}
