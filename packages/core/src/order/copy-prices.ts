import { and, eq, sql } from 'drizzle-orm';
import { products } from '../catalog/tables.ts';
import type { Tx } from '../kernel/db/open-database.ts';
import { conflict } from '../kernel/errors.ts';
import { order_items } from './tables.ts';

/**
 * Copies names and prices of today to the items of an order that nobody was promised yet.
 * Answers the new total in cents. 409 `order.not_for_sale` names what is no longer sold.
 */
export async function copyPrices(db: Tx, company_id: string, order_id: string): Promise<number> {
  const ours = and(eq(order_items.company_id, company_id), eq(order_items.order_id, order_id));
  const copied = await db
    .update(order_items)
    .set({ name: products.name, price_cents: products.price_cents })
    .from(products)
    .where(and(ours, eq(products.company_id, company_id), eq(products.id, order_items.product_id)))
    .returning({
      product_id: order_items.product_id,
      name: order_items.name,
      total_cents: sql`${order_items.price_cents} * ${order_items.quantity}`.mapWith(Number),
      status: products.status,
    });
  const gone = copied
    .filter((item) => item.status !== 'active')
    .map(({ product_id, name }) => ({ product_id, name }));
  if (gone.length > 0)
    throw conflict('Some items are no longer sold.', 'order.not_for_sale', { items: gone });
  return copied.reduce((sum, item) => sum + item.total_cents, 0);
}
