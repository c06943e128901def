import { describe, expect, it } from 'vitest';
import type { RateLimiter } from '../ports/rate-limiter.ts';
import { countUse, networkOf, type RateKeys, type RateLimit, tooMany } from './rate-limits.ts';

const somebody: RateKeys = { address: '203.0.113.7', store: 'a', person: null };

/** Uses one door after another, on a count of its own. */
function uses(limits: readonly RateLimit[]) {
  const counts = new Map<string, number>();
  // One window of each limit, as long as the test.
  const limiter: RateLimiter = {
    async count(key, { points, per_s }) {
      const used = (counts.get(key) ?? 0) + 1;
      counts.set(key, used);
      return { left: points - used, reset_ms: per_s * 1_000 };
    },
  };
  return (who = somebody, door = 'thing.get') => countUse(limiter, door, limits, who);
}

describe('a use of a door', () => {
  it('is told the tightest limit, and which one was exceeded', async () => {
    const use = uses([
      { by: 'address', points: 2, per_s: 60 },
      { by: 'store', points: 3, per_s: 600 },
    ]);
    expect(await use()).toEqual({ limit: 2, remaining: 1, reset_s: 60, exceeded: false });
    await use();
    expect(await use()).toEqual({ limit: 2, remaining: 0, reset_s: 60, exceeded: true });
    // Who was refused by address took nothing from the store.
    const neighbour = { ...somebody, address: '203.0.113.8' };
    expect(await use(neighbour)).toMatchObject({ limit: 3, remaining: 0, exceeded: false });
    expect(await use(neighbour)).toMatchObject({ limit: 3, exceeded: true });
    expect(await use({ ...neighbour, store: 'b' })).toMatchObject({ limit: 2, exceeded: true });
  });

  it('is counted by door, or together where the limits say so', async () => {
    const alone = uses([{ by: 'all', points: 1, per_s: 10 }]);
    await alone();
    expect(await alone(somebody, 'thing.list')).toMatchObject({ exceeded: false });
    const shared = uses([{ by: 'all', points: 1, per_s: 10, together: 'things' }]);
    await shared();
    expect(await shared(somebody, 'thing.list')).toMatchObject({ exceeded: true });
  });

  it('is not counted by what nobody says', async () => {
    const use = uses([{ by: 'address', points: 1, per_s: 60 }]);
    expect(await use({ ...somebody, address: null })).toBeNull();
  });

  it('that is one too many is 429, and says when to come again', () => {
    expect(tooMany({ limit: 1, remaining: 0, reset_s: 7, exceeded: true })).toMatchObject({
      code: 'too_many_requests',
      reason: 'rate_limited',
      retry_after_s: 7,
    });
  });
});

describe('callers that are counted as one', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
    ['x'.repeat(500), 'x'.repeat(64)],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
