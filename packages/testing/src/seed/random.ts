export interface Random {
  /** From `min`, below `max`. */
  between(min: number, max: number): number;
  pick<T>(list: readonly T[], weightOf?: (item: T) => number): T;
}

/** Mulberry32: the same seed gives the same numbers everywhere. */
export function createRandom(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    between: (min, max) => min + next() * (max - min),
    pick(list, weightOf = () => 1) {
      let left = next() * list.reduce((sum, item) => sum + weightOf(item), 0);
      for (const item of list) {
        left -= weightOf(item);
        if (left < 0) return item;
      }
      throw new Error('There is nothing to pick from.');
    },
  };
}
