import { and, asc, count, desc, eq, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { stock_levels } from '../../stock/tables.ts';
import { available, stockOfProduct } from '../rows.ts';
import { products } from '../tables.ts';

/** As many as a customer reads. */
const MOST = 30;

export const listCategories = query({
  name: 'catalog.categories',
  summary: 'The categories of what the store can sell now, the largest first',
  access: internal.tenant,
  input: z.strictObject({ store_id: Id }),
  output: z.object({ categories: z.array(z.object({ name: z.string(), products: z.int() })) }),
}).handle(async ({ db, company_id }, { store_id }) => ({
  categories: await db
    .select({ name: products.category, products: count() })
    .from(products)
    .innerJoin(stock_levels, stockOfProduct)
    .where(
      and(
        eq(products.company_id, company_id),
        eq(products.store_id, store_id),
        eq(products.status, 'active'),
        ne(products.category, ''),
        sql`(${available} is null or ${available} > 0)`,
      ),
    )
    .groupBy(products.category)
    .orderBy(desc(count()), asc(products.category))
    .limit(MOST),
}));
