import { type SQL, sql } from 'drizzle-orm';

/** A text as search compares it: lower case, no accents, plurals as their singulars. See `fold_pt` in the migrations. */
export const foldPt = (text: string): SQL => sql`fold_pt(${text})`;

/** A Portuguese `tsquery` for any of the words: a customer's sentence holds more of them than a product's name. */
export const anyOf = (words: string): SQL =>
  sql`replace(plainto_tsquery('portuguese', ${foldPt(words)})::text, '&', '|')::tsquery`;
