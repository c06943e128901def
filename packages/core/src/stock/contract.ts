import { z } from 'zod';
import { Id } from '../kernel/wire.ts';

export const StockLine = z.strictObject({ product_id: Id, quantity: z.int().min(1).max(1_000_000) });
export type StockLine = z.infer<typeof StockLine>;

/** Which hold of an order: a renewed order holds again, in a new round. */
export const HoldKey = { order_id: Id, round: z.int().min(1) };

export const Moved = z.object({ applied: z.array(z.object({ product_id: Id, quantity: z.int() })) });

/** What there is less of than was asked for. */
export const ShortLine = z.object({ product_id: Id, wanted: z.int(), available: z.int() });
export type ShortLine = z.infer<typeof ShortLine>;

/** What is on the shelf; null is not tracked. */
export const StockCount = z.strictObject({
  product_id: Id,
  quantity: z.int().min(0).max(1_000_000).nullable(),
});
