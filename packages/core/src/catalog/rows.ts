import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import { stock_levels } from '../stock/tables.ts';
import { products } from './tables.ts';

const { search: _search, folded_name: _folded, company_id: _company, ...columns } = getTableColumns(products);

/** A product as people of the shop see it, with its stock beside it. */
export const productColumns = {
  ...columns,
  stock_quantity: stock_levels.quantity,
  stock_held: sql<number>`coalesce(${stock_levels.held}, 0)::int`,
};

export const stockOfProduct = and(
  eq(stock_levels.company_id, products.company_id),
  eq(stock_levels.product_id, products.id),
);

/** Units that may be sold now; null is not tracked. */
export const available = sql<number | null>`${stock_levels.quantity} - ${stock_levels.held}`;

export const sellableColumns = {
  product_id: products.id,
  name: products.name,
  description: products.description,
  category: products.category,
  price_cents: products.price_cents,
  compare_at_cents: products.compare_at_cents,
  available,
  attributes: products.attributes,
};
