import { and, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { products } from '../../catalog/tables.ts';
import { internal } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { stock_levels } from '../../stock/tables.ts';
import { FoundProducts, SearchProducts } from '../contract.ts';
import { rankProducts } from '../rank-products.ts';
import { knowledge_stores } from '../tables.ts';

export const searchSellable = query({
  name: 'knowledge.searchSellable',
  summary: 'What the store can sell now that fits the words or the vector, best first',
  access: internal.tenant,
  input: SearchProducts.extend({
    vector: z.strictObject({ model: z.string(), values: z.array(z.number()), noise: z.number() }).nullable(),
  }),
  output: FoundProducts.extend({
    /** What the store was embedded by when it was last looked after. */
    embedded_by: z.string().nullable(),
  }),
}).handle(async ({ db, company_id }, { query: words, ...question }) => {
  const ranked = sql`(${rankProducts({ company_id, words, ...question })}) as ranked`;
  const { id: product_id, name, description, category, price_cents, compare_at_cents, attributes } = products;
  const available = sql<number | null>`${stock_levels.quantity} - ${stock_levels.held}`;
  const rows = await db
    .select({ product_id, name, description, category, price_cents, compare_at_cents, available, attributes })
    .from(products)
    .innerJoin(
      stock_levels,
      and(eq(stock_levels.company_id, products.company_id), eq(stock_levels.product_id, products.id)),
    )
    .innerJoin(ranked, sql`ranked.id = ${products.id}`)
    .where(eq(products.company_id, company_id))
    .orderBy(desc(sql`ranked.score`), products.id);
  const [store] = await db
    .select({ model: knowledge_stores.model })
    .from(knowledge_stores)
    .where(
      and(eq(knowledge_stores.company_id, company_id), eq(knowledge_stores.store_id, question.store_id)),
    );
  return { products: rows, embedded_by: store?.model ?? null };
});
