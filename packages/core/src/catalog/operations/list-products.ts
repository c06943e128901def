import { and, asc, desc, eq, ne, sql } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { COUNTED, pageOf } from '../../kernel/page.ts';
import { stock_levels } from '../../stock/tables.ts';
import { ListProducts, ProductPage } from '../contract.ts';
import { productColumns, stockOfProduct } from '../rows.ts';
import { products } from '../tables.ts';
import { textMatch } from '../text-search.ts';

export const listProducts = query({
  name: 'catalog.list',
  summary: "A store's products, by name or by likeness to `q`",
  access: app.store,
  rest: { method: 'get', path: '/internal/products' },
  input: ListProducts,
  output: ProductPage,
}).handle(async ({ db, company_id }, { store_id, q, limit, offset }) => {
  const text = q ? textMatch(q) : null;
  const where = and(
    eq(products.company_id, company_id),
    eq(products.store_id, store_id),
    ne(products.status, 'archived'),
    text?.matches,
  );
  const items = await db
    .select(productColumns)
    .from(products)
    .leftJoin(stock_levels, stockOfProduct)
    .where(where)
    .orderBy(...(text ? [desc(text.rank)] : []), asc(products.name), asc(products.id))
    .limit(limit)
    .offset(offset);
  const counted = await db.$count(db.select({ one: sql`1` }).from(products).where(where).limit(COUNTED + 1).as('counted'));
  return pageOf(items, counted, { limit, offset });
});
