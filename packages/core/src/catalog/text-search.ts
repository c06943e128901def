import { type SQL, sql } from 'drizzle-orm';
import { anyOf, foldPt } from '../kernel/db/text-search.ts';
import { products } from './tables.ts';

/** Portuguese full text, any of the words; or a name that is spelled nearly so. */
export function textMatch(words: string): { matches: SQL; rank: SQL<number> } {
  const likeness = sql`word_similarity(${foldPt(words)}, ${products.folded_name})`;
  return {
    matches: sql`(${products.search} @@ ${anyOf(words)} or ${likeness} > 0.5)`,
    rank: sql<number>`ts_rank(${products.search}, ${anyOf(words)}) + ${likeness}`,
  };
}
