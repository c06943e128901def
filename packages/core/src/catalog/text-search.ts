import { type SQL, sql } from 'drizzle-orm';
import { products } from './tables.ts';

/** Portuguese full text, any of the words; or a name that is spelled nearly so. */
export function textMatch(words: string): { matches: SQL; rank: SQL<number> } {
  const folded = sql`fold_pt(${words})`;
  // `plainto` joins with & : a customer's sentence holds more words than a product's name.
  const tsquery = sql`replace(plainto_tsquery('portuguese', ${folded})::text, '&', '|')::tsquery`;
  const likeness = sql`word_similarity(${folded}, fold_pt(${products.name}))`;
  return {
    matches: sql`(${products.search} @@ ${tsquery} or ${likeness} > 0.5)`,
    rank: sql<number>`ts_rank(${products.search}, ${tsquery}) + ${likeness}`,
  };
}
