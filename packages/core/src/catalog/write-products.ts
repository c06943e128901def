import { sql } from 'drizzle-orm';
import type { Tx } from '../kernel/db/open-database.ts';
import type { Product } from './rules.ts';

/** Products as a row set: one statement serves them all. */
const productRows = (products: readonly Product[]) =>
  sql`json_to_recordset(${JSON.stringify(products)}::json) as product(
    id uuid, sku text, name text, description text, category text, price_cents bigint, compare_at_cents bigint,
    status text, product_group text, images jsonb, attributes jsonb)`;

/** Writes new products of a store. 409 `sku.taken`. */
export async function insertProducts(
  db: Tx,
  { company_id, store_id, products }: { company_id: string; store_id: string; products: readonly Product[] },
): Promise<void> {
  if (products.length === 0) return;
  await db.execute(sql`
    insert into products (company_id, id, store_id, sku, name, description, category, price_cents, compare_at_cents,
                          status, product_group, images, attributes, created_at, updated_at)
    select ${company_id}::uuid, id, ${store_id}::uuid, sku, name, description, category, price_cents, compare_at_cents,
           status, product_group, images, attributes, now(), now()
      from ${productRows(products)}`);
}

/** Writes locked products as they are now. 409 `sku.taken`. */
export async function updateProducts(
  db: Tx,
  { company_id, products }: { company_id: string; products: readonly Product[] },
): Promise<void> {
  if (products.length === 0) return;
  await db.execute(sql`
    update products set
           sku = product.sku, name = product.name, description = product.description, category = product.category,
           price_cents = product.price_cents, compare_at_cents = product.compare_at_cents, status = product.status,
           product_group = product.product_group, images = product.images, attributes = product.attributes,
           updated_at = now()
      from ${productRows(products)}
     where products.company_id = ${company_id} and products.id = product.id`);
}
