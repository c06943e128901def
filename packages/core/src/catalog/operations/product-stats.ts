import { and, count, desc, eq, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { stock_levels } from '../../stock/tables.ts';
import { stores } from '../../store/tables.ts';
import { ProductStats } from '../contract.ts';
import { available, stockOfProduct } from '../rows.ts';
import { products } from '../tables.ts';

const LOW = 3;
const SHOWN_CATEGORIES = 200;

const { status, price_cents, category } = products;
const rowsWhere = (condition: ReturnType<typeof sql>) =>
  sql<number>`count(${products.id}) filter (where ${condition})`.mapWith(Number);
const kept = sql`${status} <> 'archived'`;

export const productStats = query({
  name: 'catalog.stats',
  summary: "Counts of a store's catalogue: by status, stock and category",
  access: app.company,
  rest: { method: 'get', path: '/internal/products/stats/{store_id}' },
  input: z.strictObject({ store_id: Id }),
  output: ProductStats,
}).handle(async ({ db, company_id }, { store_id }) => {
  const counts = db
    .select({
      store_id: stores.id,
      total: rowsWhere(kept),
      active: rowsWhere(sql`${status} = 'active'`),
      draft: rowsWhere(sql`${status} = 'draft'`),
      archived: rowsWhere(sql`${status} = 'archived'`),
      tracked: rowsWhere(sql`${kept} and ${stock_levels.quantity} is not null`),
      untracked: rowsWhere(sql`${kept} and ${stock_levels.quantity} is null`),
      out_of_stock: rowsWhere(sql`${kept} and ${available} <= 0`),
      low_stock: rowsWhere(sql`${kept} and ${available} between 1 and ${LOW}`),
      stock_value_cents:
        sql<number>`coalesce(sum(${stock_levels.quantity} * ${price_cents}) filter (where ${kept}), 0)`.mapWith(
          Number,
        ),
    })
    .from(stores)
    .leftJoin(products, and(eq(products.company_id, stores.company_id), eq(products.store_id, stores.id)))
    .leftJoin(stock_levels, stockOfProduct)
    .where(and(eq(stores.company_id, company_id), eq(stores.id, store_id)))
    .groupBy(stores.id);
  const categories = db
    .select({ category, products: count() })
    .from(products)
    .where(and(eq(products.company_id, company_id), eq(products.store_id, store_id), ne(status, 'archived')))
    .groupBy(category)
    .orderBy(desc(count()), category)
    .limit(SHOWN_CATEGORIES);
  const [[row], byCategory] = await Promise.all([counts, categories]);
  const { active, draft, archived, ...stats } = found(row, 'store');
  return { ...stats, by_status: { active, draft, archived }, categories: byCategory };
});
