import { and, eq, ne, sql } from 'drizzle-orm';
import { companies } from '../company/tables.ts';
import type { Reader } from '../kernel/db/open-database.ts';
import { found } from '../kernel/errors.ts';
import { stock_levels } from '../stock/tables.ts';
import { stockOfProduct } from './rows.ts';
import type { Product } from './rules.ts';
import { products } from './tables.ts';

export interface KnownProduct extends Product {
  store_id: string;
  /** null is not tracked. */
  stock_quantity: number | null;
}

/** Which product a row of a batch speaks of. */
export interface Match extends Record<string, unknown> {
  row: number;
  product_id: string | null;
  sku: string | null;
  /** Of a row without a sku: the same for two rows of one product that is not there yet. */
  name_key: string | null;
}

interface Key {
  row: number;
  sku: string | null;
  name: string | null;
}

/** `wait`: holds up whoever else adds products until the transaction ends, or the plan's limit would hold for neither. */
interface Reading {
  wait: boolean;
}

/** How many more products the plan allows; archived ones do not count. */
export async function roomForProducts(db: Reader, company_id: string, { wait }: Reading): Promise<number> {
  const limit = db
    .select({ max: companies.max_products })
    .from(companies)
    .where(eq(companies.id, company_id));
  const [company] = await (wait ? limit.for('no key update') : limit);
  const { max } = found(company, 'company');
  if (max === null) return Number.POSITIVE_INFINITY;
  const there = await db.$count(
    products,
    and(eq(products.company_id, company_id), ne(products.status, 'archived')),
  );
  return Math.max(0, max - there);
}

/** Finds the product of each row: by its sku, or without one by its name, among those without a sku. */
export async function matchProducts(
  db: Reader,
  { company_id, store_id, keys }: { company_id: string; store_id: string; keys: readonly Key[] },
): Promise<Match[]> {
  const rows = await db.execute<Match>(sql`
    select line.row, line.sku, coalesce(by_sku.id, by_name.id) as product_id,
           case when line.sku is null then name_key(line.name) end as name_key
      from json_to_recordset(${JSON.stringify(keys)}::json) as line("row" int, sku text, name text)
      left join products by_sku
        on by_sku.company_id = ${company_id} and by_sku.store_id = ${store_id} and by_sku.sku = line.sku
      left join lateral (
        select id from products
         where line.sku is null and company_id = ${company_id} and store_id = ${store_id}
           and sku is null and name_key(name) = name_key(line.name)
         order by status = 'archived', id
         limit 1
      ) by_name on true
     order by line.row`);
  return [...rows];
}

const columns = {
  id: products.id,
  store_id: products.store_id,
  sku: products.sku,
  name: products.name,
  description: products.description,
  category: products.category,
  price_cents: products.price_cents,
  compare_at_cents: products.compare_at_cents,
  status: products.status,
  product_group: products.product_group,
  images: products.images,
  attributes: products.attributes,
  stock_quantity: stock_levels.quantity,
};

/** These products as they are, locked in id order if the caller is to change them. */
export async function readProducts(
  db: Reader,
  company_id: string,
  ids: readonly string[],
  { wait }: Reading,
): Promise<KnownProduct[]> {
  const reading = db
    .select(columns)
    .from(products)
    .leftJoin(stock_levels, stockOfProduct)
    .where(
      and(
        eq(products.company_id, company_id),
        sql`${products.id} in (select value::uuid from json_array_elements_text(${JSON.stringify(ids)}::json))`,
      ),
    )
    .orderBy(products.id);
  return wait ? reading.for('no key update', { of: products }) : reading;
}
