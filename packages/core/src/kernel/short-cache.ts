import { LRUCache } from 'lru-cache';

/** A kind of look-up that a process keeps for seconds: others' writes are seen after `ttl_ms` at the latest. */
export interface ShortCache<V> {
  readonly name: string;
  /** Entries at most: the least recently used goes. */
  readonly max: number;
  readonly ttl_ms: number;
  /** Which answers are kept. An absence should not be: elsewhere it may have ended. */
  readonly keeps: (value: V) => boolean;
}

export interface CacheStats {
  hits: number;
  misses: number;
  size: number;
  max: number;
  ttl_ms: number;
}

/** What one process keeps. */
export interface Caches {
  /** Answers what is kept under `key`, or looks it up; who asks meanwhile waits for the same look-up. */
  read<V>(cache: ShortCache<V>, key: string, look: () => Promise<V>): Promise<V>;
  /** To be called after the commit. What a look-up in flight will find is not kept either. */
  forget<V>(cache: ShortCache<V>, keys: Iterable<string>): void;
  stats<V>(cache: ShortCache<V>): CacheStats;
}

interface Shelf {
  /** Promises, so that a look-up knows by its own whether it was forgotten; aged from when they began. */
  entries: LRUCache<string, Promise<unknown>>;
  hits: number;
  misses: number;
}

/** The caches of one process, each made at its first use. */
export function createCaches(): Caches {
  const shelves = new Map<ShortCache<never>, Shelf>();

  function shelfOf(cache: ShortCache<never>): Shelf {
    const known = shelves.get(cache);
    if (known) return known;
    const { max, ttl_ms } = cache;
    const shelf = {
      entries: new LRUCache<string, Promise<unknown>>({ max, ttl: ttl_ms }),
      hits: 0,
      misses: 0,
    };
    shelves.set(cache, shelf);
    return shelf;
  }

  return {
    async read<V>(cache: ShortCache<V>, key: string, look: () => Promise<V>): Promise<V> {
      const shelf = shelfOf(cache);
      // safe: one shelf holds what one cache's look-ups answer.
      const known = shelf.entries.get(key) as Promise<V> | undefined;
      if (known !== undefined) {
        shelf.hits += 1;
        return known;
      }
      shelf.misses += 1;
      // One promise: a query as it is built would run anew for each who waits for it.
      const looking = (async () => look())();
      shelf.entries.set(key, looking);
      const drop = () => shelf.entries.peek(key) === looking && shelf.entries.delete(key);
      try {
        const value = await looking;
        if (!cache.keeps(value)) drop();
        return value;
      } catch (error) {
        drop();
        throw error;
      }
    },
    forget(cache, keys) {
      for (const key of keys) shelfOf(cache).entries.delete(key);
    },
    stats(cache) {
      const { entries, hits, misses } = shelfOf(cache);
      const { max, ttl_ms } = cache;
      return { hits, misses, size: entries.size, max, ttl_ms };
    },
  };
}

/** The same, for who must see the rows themselves. */
export const uncached = ({ stats }: Caches): Pick<Caches, 'read' | 'stats'> => ({
  read: (_cache, _key, look) => look(),
  stats,
});
