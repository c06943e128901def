import { and, eq, sql } from 'drizzle-orm';
import { products } from '../catalog/tables.ts';
import type { Tx } from '../kernel/db/open-database.ts';
import { conflict } from '../kernel/errors.ts';
import { deliveryOf, howDelivered } from './delivery.ts';
import type { LockedOrder } from './rows.ts';
import { order_items } from './tables.ts';

function refuseGone(items: readonly { product_id: string; name: string; status: string }[]): void {
  const gone = items
    .filter((item) => item.status !== 'active')
    .map(({ product_id, name }) => ({ product_id, name }));
  if (gone.length > 0)
    throw conflict('Some items are no longer sold.', 'order.not_for_sale', { items: gone });
}

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
  refuseGone(copied);
  return copied.reduce((sum, item) => sum + item.total_cents, 0);
}

/**
 * An order is begun again only at the prices it had, its delivery's too. 409 `order.prices_changed` names what costs
 * something else now, `order.not_for_sale` what is no longer sold; and as `deliveryOf`.
 */
export async function checkPrices(db: Tx, order: LockedOrder): Promise<void> {
  const { company_id, id: order_id, total_cents, delivery_fee_cents: was_cents } = order;
  const items = await db
    .select({
      product_id: order_items.product_id,
      name: order_items.name,
      status: products.status,
      was_cents: order_items.price_cents,
      now_cents: products.price_cents,
    })
    .from(order_items)
    .innerJoin(
      products,
      and(eq(products.company_id, order_items.company_id), eq(products.id, order_items.product_id)),
    )
    .where(and(eq(order_items.company_id, company_id), eq(order_items.order_id, order_id)));
  refuseGone(items);
  const changed = items
    .filter(({ was_cents, now_cents }) => was_cents !== now_cents)
    .map(({ status: _, ...item }) => item);
  const delivered = await deliveryOf(db, order, howDelivered(order), total_cents - was_cents);
  const now_cents = delivered.delivery_fee_cents;
  if (changed.length > 0 || now_cents !== was_cents)
    throw conflict('Some prices are not what they were.', 'order.prices_changed', {
      items: changed,
      delivery_fee: { was_cents, now_cents },
    });
}
