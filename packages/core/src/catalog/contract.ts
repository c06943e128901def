import { z } from 'zod';
import { Cents } from '../kernel/money.ts';
import { page, pageInput } from '../kernel/page.ts';
import { Id, Instant } from '../kernel/wire.ts';

export const ProductStatus = z.enum(['active', 'draft', 'archived']);

export const ProductView = z.object({
  id: Id,
  store_id: Id,
  sku: z.string().nullable(),
  name: z.string(),
  description: z.string(),
  category: z.string(),
  price_cents: Cents,
  compare_at_cents: Cents.nullable(),
  /** Units on the shelf; null is not tracked. */
  stock_quantity: z.int().nullable(),
  /** Units promised to open orders. */
  stock_held: z.int(),
  status: ProductStatus,
  images: z.array(z.string()),
  attributes: z.record(z.string(), z.unknown()),
  created_at: Instant,
  updated_at: Instant,
});
export type ProductView = z.infer<typeof ProductView>;

export const ListProducts = z.strictObject({ store_id: Id, q: z.string().trim().max(200).optional(), ...pageInput });
export const ProductPage = page(ProductView);

export const SearchProducts = z.strictObject({
  store_id: Id,
  query: z.string().trim().min(1).max(200),
  limit: z.int().min(1).max(10).default(5),
});

/** What may be sold now: active, priced, with the units that are not promised to others. */
export const SellableProduct = z.object({
  product_id: Id,
  name: z.string(),
  description: z.string(),
  category: z.string(),
  price_cents: Cents,
  compare_at_cents: Cents.nullable(),
  /** null is not tracked: always available. */
  available: z.int().nullable(),
  attributes: z.record(z.string(), z.unknown()),
});
export type SellableProduct = z.infer<typeof SellableProduct>;
