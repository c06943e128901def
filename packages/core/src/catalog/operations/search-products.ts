import { and, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { stock_levels } from '../../stock/tables.ts';
import { SearchProducts, SellableProduct } from '../contract.ts';
import { available, sellableColumns, stockOfProduct } from '../rows.ts';
import { products } from '../tables.ts';
import { textMatch } from '../text-search.ts';

export const searchProducts = query({
  name: 'catalog.search',
  summary: 'What the store can sell now that fits the words, best first',
  access: internal.tenant,
  input: SearchProducts,
  output: z.object({ products: z.array(SellableProduct) }),
}).handle(async ({ db, company_id }, { store_id, query: words, limit }) => {
  const { matches, rank } = textMatch(words);
  const rows = await db
    .select(sellableColumns)
    .from(products)
    .innerJoin(stock_levels, stockOfProduct)
    .where(
      and(
        eq(products.company_id, company_id),
        eq(products.store_id, store_id),
        eq(products.status, 'active'),
        sql`(${available} is null or ${available} > 0)`,
        matches,
      ),
    )
    .orderBy(desc(rank), products.id)
    .limit(limit);
  return { products: rows };
});
