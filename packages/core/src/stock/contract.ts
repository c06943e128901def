import { z } from 'zod';
import { Id } from '../kernel/wire.ts';

export const StockLine = z.strictObject({ product_id: Id, quantity: z.int().min(1).max(1_000_000) });
export type StockLine = z.infer<typeof StockLine>;

/** Which hold of an order: a renewed order holds again, in a new round. */
export const HoldKey = { order_id: Id, round: z.int().min(1) };

export const Moved = z.object({ applied: z.array(z.object({ product_id: Id, quantity: z.int() })) });

export const StockLevel = z.object({
  product_id: Id,
  /** null is not tracked. */
  quantity: z.int().nullable(),
  held: z.int(),
});
export type StockLevel = z.infer<typeof StockLevel>;

/** Why units moved: `set` is a person or an import that counted, `erp` the merchant's ERP. */
export const MovementKind = z.enum(['sale', 'restock', 'set', 'erp']);

/** One product's part of a change. */
export const StockMove = z.object({
  product_id: Id,
  /** Units: negative leaves the shelf. */
  delta: z.int(),
  /** What is on the shelf then; null is not tracked any more. */
  resulting: z.int().nullable(),
});
export type StockMove = z.infer<typeof StockMove>;

/** What there is less of than was asked for. */
export const ShortLine = z.object({ product_id: Id, wanted: z.int(), available: z.int() });
export type ShortLine = z.infer<typeof ShortLine>;

/** What is on the shelf; null is not tracked. */
export const StockCount = z.strictObject({
  product_id: Id,
  quantity: z.int().min(0).max(1_000_000).nullable(),
});
