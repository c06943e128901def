import { describe, expect, it, vi } from 'vitest';
import { createCaches, type ShortCache, uncached } from './short-cache.ts';

const cache: ShortCache<string | null> = {
  name: 'words',
  max: 2,
  ttl_ms: 60_000,
  keeps: (word) => word !== null,
};
const never = () => expect.unreachable('it is kept');

/** A look-up that ends when it is told to. */
function pending() {
  const { promise, resolve, reject } = Promise.withResolvers<string | null>();
  return { look: () => promise, resolve, reject };
}

describe('a short cache', () => {
  it('looks once for all who ask meanwhile, and keeps what was found', async () => {
    const caches = createCaches();
    const { look, resolve } = pending();
    const asked = [caches.read(cache, 'a', look), caches.read(cache, 'a', never)];
    resolve('found');
    expect(await Promise.all(asked)).toEqual(['found', 'found']);
    expect(await caches.read(cache, 'a', never)).toBe('found');
    expect(caches.stats(cache)).toEqual({ hits: 2, misses: 1, size: 1, max: 2, ttl_ms: 60_000 });
  });

  it('keeps neither an absence nor a failure', async () => {
    const caches = createCaches();
    expect(await caches.read(cache, 'a', async () => null)).toBeNull();
    await expect(caches.read(cache, 'a', () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(await caches.read(cache, 'a', async () => 'there now')).toBe('there now');
  });

  it('keeps nothing that a look-up finds which began before the write', async () => {
    const caches = createCaches();
    const { look, resolve } = pending();
    const early = caches.read(cache, 'a', look);
    caches.forget(cache, ['a']);
    const late = pending();
    const after = caches.read(cache, 'a', late.look);
    resolve('old');
    expect(await early).toBe('old');
    late.resolve('new');
    expect(await after).toBe('new');
    expect(await caches.read(cache, 'a', never)).toBe('new');
  });

  it('is not emptied by an old look-up that fails after a newer one', async () => {
    const caches = createCaches();
    const { look, reject } = pending();
    const early = caches.read(cache, 'a', look);
    caches.forget(cache, ['a']);
    await caches.read(cache, 'a', async () => 'new');
    reject(new Error('too late'));
    await expect(early).rejects.toThrow('too late');
    expect(await caches.read(cache, 'a', never)).toBe('new');
  });

  it('holds so many, the ones asked for last', async () => {
    const caches = createCaches();
    for (const key of ['a', 'b', 'c']) await caches.read(cache, key, async () => key);
    expect(caches.stats(cache).size).toBe(2);
    expect(await caches.read(cache, 'c', never)).toBe('c');
    expect(await caches.read(cache, 'a', async () => 'looked for again')).toBe('looked for again');
  });

  it('holds them no longer than it says, from when the look-up began', async () => {
    const brief: ShortCache<string> = { ...cache, ttl_ms: 5, keeps: () => true };
    const caches = createCaches();
    let looks = 0;
    const look = async () => `look ${++looks}`;
    expect(await caches.read(brief, 'a', look)).toBe('look 1');
    await vi.waitUntil(async () => (await caches.read(brief, 'a', look)) === 'look 2');
  });

  it('is passed by where rows themselves must be seen', async () => {
    const caches = createCaches();
    await caches.read(cache, 'a', async () => 'kept');
    expect(await uncached(caches).read(cache, 'a', async () => 'seen')).toBe('seen');
    expect(await caches.read(cache, 'a', never)).toBe('kept');
  });
});
