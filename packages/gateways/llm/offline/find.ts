import type { Flow, Turn } from './flow.ts';
import { lastAnswer, namesIn } from './last-answer.ts';
import { isAvailable, namesMeant, type Picked, pick } from './match.ts';
import { categoriesIn, type Product, productsIn } from './results.ts';
import { categoriesNamed, listed, notFound, SAY } from './speak.ts';
import { understand } from './understand.ts';

const SEARCH_LIMIT = 10;
/** So many searches are asked for in one step. */
export const MOST_AT_ONCE = 10;
const TOPICS = new Set(['browse', 'mention', 'price', 'details', 'filter', 'buy']);

/** Searches for each of the words at once; undefined where the catalogue could not be asked. */
export function* search(queries: string[]): Flow<Picked[] | undefined> {
  const different = [...new Set(queries)];
  const outcomes = yield different.map((query) => ({
    name: 'search_products',
    args: { query, limit: SEARCH_LIMIT },
  }));
  const found = new Map(different.map((query, at) => [query, productsIn(outcomes[at])]));
  const picked = queries.map((query) => {
    const products = found.get(query);
    return products && pick(products, query);
  });
  return picked.every((one) => one !== undefined) ? picked : undefined;
}

/** The names in view: of our last words, or of the newest before that named any. */
export function namesInView({ answers, last }: Turn): string[] {
  if (last.names.length > 0 || last.cart.length > 0)
    return [...last.names, ...last.cart.map(({ name }) => name)];
  return answers.map(namesIn).find((names) => names.length > 0) ?? [];
}

/** Is what is in view ordered already? */
export function isOrdered({ answers, last }: Turn): boolean {
  const newest = answers.find((text) => namesIn(text).length > 0);
  return last.receipt || (newest !== undefined && lastAnswer(newest).receipt);
}

/** What the customer last spoke of by name. */
export function topicOf({ earlier }: Turn): string | undefined {
  for (const text of earlier) {
    const { intent, items } = understand(text);
    const words = items.find((item) => item.words !== '')?.words;
    if (words && TOPICS.has(intent)) return words;
  }
  return undefined;
}

/** The name in view that the words mean, or the words. */
export function queryFor(turn: Turn, words: string): string {
  const [meant, ...others] = namesMeant(namesInView(turn), words);
  return meant && others.length === 0 ? meant : words;
}

/** Do the words mean exactly one of the names in view? */
export const meansOne = (turn: Turn, words: string) => namesMeant(namesInView(turn), words).length === 1;

/** Nothing of that name: something of its kind, or what the shop has at all. */
export function* suggest(words: string): Flow {
  const [head, ...others] = words.split(' ');
  const searches =
    head && others.length > 0
      ? [{ name: 'search_products', args: { query: head, limit: SEARCH_LIMIT } }]
      : [];
  const outcomes = yield [...searches, { name: 'list_categories', args: {} }];
  const found = searches.length > 0 ? (productsIn(outcomes[0]) ?? []) : [];
  const { exact } = pick(found, head ?? '');
  if (exact.length > 0) return listed(`${notFound(words)} O que tenho parecido:`, inStockFirst(exact));
  return [notFound(words), categoriesNamed(categoriesIn(outcomes.at(-1))), SAY.what]
    .filter(Boolean)
    .join(' ');
}

export const inStockFirst = (products: Product[]) => [
  ...products.filter((product) => isAvailable(product)),
  ...products.filter((product) => !isAvailable(product)),
];
