import { createHash } from 'node:crypto';

/** Groups of words that mean the same, e.g. `[['caneca', 'xícara']]`. */
export type Synonyms = readonly (readonly string[])[];

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * Vectors by meaning, so that ranking can be tested: each word has a direction of its own, always the same, words
 * that mean the same share one, and a text is the sum of its words. Length one.
 */
export function createMeaning(synonyms: Synonyms) {
  const meanings = new Map(
    synonyms.flatMap((group) => group.map((word) => [fold(word), fold(group[0] ?? word)] as const)),
  );
  return (text: string, dimension: number): number[] => {
    const words = fold(text).match(/[a-z0-9]+/g) ?? [text];
    const vector = new Array<number>(dimension).fill(0);
    for (const word of words) {
      const direction = directionOf(meanings.get(word) ?? word, dimension);
      for (const [at, value] of direction.entries()) vector[at] = (vector[at] ?? 0) + value;
    }
    const length = Math.hypot(...vector);
    return vector.map((value) => value / length);
  };
}

/** −1 or 1 in each place, by the bits of a hash: two words are as good as at right angles. */
function directionOf(word: string, dimension: number): number[] {
  const bits = createHash('shake256', { outputLength: Math.ceil(dimension / 8) })
    .update(word)
    .digest();
  return Array.from({ length: dimension }, (_, at) => ((bits[at >> 3] ?? 0) >> (at & 7)) & 1 || -1);
}
