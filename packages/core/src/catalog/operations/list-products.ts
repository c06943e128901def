import { and, asc, desc, eq, ne, type SQL, sql } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import { counted } from '../../kernel/db/counted.ts';
import type { Reader } from '../../kernel/db/open-database.ts';
import { prepared } from '../../kernel/db/prepared.ts';
import { query } from '../../kernel/operation.ts';
import { pageOf } from '../../kernel/page.ts';
import { stock_levels } from '../../stock/tables.ts';
import { ListProducts, ProductPage } from '../contract.ts';
import { productColumns, stockOfProduct } from '../rows.ts';
import { products } from '../tables.ts';
import { textMatch } from '../text-search.ts';

const { placeholder } = sql;
const offered = (company_id: unknown, store_id: unknown, matches?: SQL) =>
  and(
    eq(products.company_id, company_id as string),
    eq(products.store_id, store_id as string),
    ne(products.status, 'archived'),
    matches,
  );

const rows = (db: Reader, where: SQL | undefined, order: SQL[] = []) =>
  db
    .select(productColumns)
    .from(products)
    .leftJoin(stock_levels, stockOfProduct)
    .where(where)
    .orderBy(...order, asc(products.name), asc(products.id));

/** Without words: what the app opens with. */
const whole = offered(placeholder('company_id'), placeholder('store_id'));
const pageOfAll = prepared('catalog.list', (db) =>
  rows(db, whole).limit(placeholder('limit')).offset(placeholder('offset')),
);
const countOfAll = prepared('catalog.list.count', (db) => counted(db, products, whole));

export const listProducts = query({
  name: 'catalog.list',
  summary: "A store's products, by name or by likeness to `q`",
  access: app.store,
  rest: { method: 'get', path: '/internal/products' },
  input: ListProducts,
  output: ProductPage,
}).handle(async ({ db, company_id }, { store_id, q, limit, offset }) => {
  if (!q) {
    const of = { company_id, store_id };
    return pageOf(pageOfAll(db, { ...of, limit, offset }), countOfAll(db, of), { limit, offset });
  }
  const { matches, rank } = textMatch(q);
  const where = offered(company_id, store_id, matches);
  const items = rows(db, where, [desc(rank)])
    .limit(limit)
    .offset(offset);
  return pageOf(items, counted(db, products, where), { limit, offset });
});
