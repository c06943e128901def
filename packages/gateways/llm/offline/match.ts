import { alike, fold, stems } from './portuguese.ts';
import type { Product } from './results.ts';

/** Products that are all the words say, and those that are some of it (best first). */
export interface Picked {
  exact: Product[];
  near: Product[];
}

/** Judges what a search found: it ranks by likeness and may well answer what nobody asked for. */
export function pick(products: Product[], words: string): Picked {
  const same = products.find(({ name }) => fold(name).trim() === fold(words).trim());
  if (same)
    return { exact: [same], near: products.filter((product) => product !== same && shares(product, words)) };
  const asked = stems(words);
  const ranked = products
    .map((product) => ({
      product,
      by_name: share(asked, product.name),
      by_all: share(asked, textOf(product)),
    }))
    .filter(({ by_all }) => by_all > 0)
    .sort((a, b) => b.by_all - a.by_all);
  const named = ranked.filter(({ by_name }) => by_name === 1);
  const exact = named.length > 0 ? named : ranked.filter(({ by_all }) => by_all === 1);
  const near = ranked.filter((candidate) => !exact.includes(candidate));
  return { exact: exact.map(({ product }) => product), near: near.map(({ product }) => product) };
}

/** Which of some names the words mean: those that hold every word. */
export const namesMeant = (names: string[], words: string): string[] => {
  const same = names.filter((name) => fold(name) === fold(words));
  return same.length > 0 ? same : names.filter((name) => share(stems(words), name) === 1);
};

/** Could this one serve instead? */
export const shares = (product: Product, words: string) => share(stems(words), textOf(product)) > 0;

export const isAvailable = ({ available }: Product, quantity = 1) =>
  available === null || available === undefined || available >= quantity;

const textOf = ({ name, category }: Product) => `${name} ${category ?? ''}`;

/** The part of the asked words, 0 to 1, that a text has. */
function share(asked: string[], text: string): number {
  const there = stems(text);
  return asked.length === 0
    ? 0
    : asked.filter((word) => there.some((other) => alike(word, other))).length / asked.length;
}
