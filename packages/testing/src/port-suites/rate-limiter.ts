import type { RateLimiter } from '@vek1/core/ports/rate-limiter';
import { describe, expect, it } from 'vitest';
import { eventually } from '../eventually.ts';

/** What every counter of rates keeps. */
export function rateLimiterSuite(name: string, limiter: () => RateLimiter): void {
  const window = { points: 2, per_s: 60, alone: false };
  let keys = 0;
  const key = () => `${name}:${keys++}`;

  describe(`${name}, as a rate limiter`, () => {
    it('lets so many through, says how many are left, and when all may come again', async () => {
      const who = key();
      const counts = [];
      for (let use = 0; use < 4; use += 1) counts.push(await limiter().count(who, window));
      expect(counts.map(({ left }) => left)).toEqual([1, 0, -1, -1]);
      for (const { reset_ms } of counts) {
        expect(reset_ms).toBeGreaterThan(0);
        expect(reset_ms).toBeLessThanOrEqual(60_000);
      }
    });

    it('counts each key and each window by itself', async () => {
      const [one, other] = [key(), key()];
      for (let use = 0; use < 3; use += 1) await limiter().count(one, window);
      expect(await limiter().count(other, window)).toMatchObject({ left: 1 });
      expect(await limiter().count(one, { ...window, points: 5, per_s: 600 })).toMatchObject({ left: 4 });
    });

    it('lets no more through when all come at once', async () => {
      const who = key();
      const counts = await Promise.all(
        Array.from({ length: 20 }, () => limiter().count(who, { ...window, points: 7 })),
      );
      expect(counts.filter(({ left }) => left >= 0)).toHaveLength(7);
    });

    it('forgets when the window is over', async () => {
      const who = key();
      const short = { points: 1, per_s: 1, alone: false };
      await limiter().count(who, short);
      expect(await limiter().count(who, short)).toMatchObject({ left: -1 });
      await eventually(async () => expect(await limiter().count(who, short)).toMatchObject({ left: 0 }));
    });
  });
}
