import { and, asc, desc, eq, gte, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { Cents } from '../../kernel/money.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { stock_levels } from '../../stock/tables.ts';
import { SellableProduct } from '../contract.ts';
import { available, sellableColumns, stockOfProduct } from '../rows.ts';
import { products } from '../tables.ts';
import { textMatch } from '../text-search.ts';

export const filterProducts = query({
  name: 'catalog.filter',
  summary:
    'What the store can sell now between two prices: best match first, without words the cheapest first',
  access: internal.tenant,
  input: z.strictObject({
    store_id: Id,
    min_cents: Cents.optional(),
    max_cents: Cents.optional(),
    query: z.string().trim().min(1).max(200).optional(),
    category: z.string().trim().min(1).max(120).optional(),
    limit: z.int().min(1).max(20).default(10),
  }),
  output: z.object({ products: z.array(SellableProduct) }),
}).handle(async ({ db, company_id }, { store_id, min_cents, max_cents, query: words, category, limit }) => {
  const text = words ? textMatch(words) : null;
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
        min_cents === undefined ? undefined : gte(products.price_cents, min_cents),
        max_cents === undefined ? undefined : lte(products.price_cents, max_cents),
        category === undefined ? undefined : sql`fold_pt(${products.category}) = fold_pt(${category})`,
        text?.matches,
      ),
    )
    .orderBy(...(text ? [desc(text.rank)] : []), asc(products.price_cents), asc(products.id))
    .limit(limit);
  return { products: rows };
});
