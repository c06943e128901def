import { z } from 'zod';

/** What every list takes. */
export const pageInput = {
  limit: z.int().min(1).max(200).default(50),
  offset: z.int().min(0).default(0),
};

/** Exact to this many rows; then this number with `total_is_exact: false`. */
export const COUNTED = 10_000;

/** What every list answers. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    total: z.int(),
    total_is_exact: z.boolean(),
    limit: z.int(),
    offset: z.int(),
  });

/** Builds the answer from its rows and from how many there are (`counted`), asked at once. */
export async function pageOf<T>(
  items: PromiseLike<T[]>,
  counted: PromiseLike<{ total: number }[]>,
  { limit, offset }: { limit: number; offset: number },
) {
  const [rows, [{ total } = { total: 0 }]] = await Promise.all([items, counted]);
  return { items: rows, total: Math.min(total, COUNTED), total_is_exact: total <= COUNTED, limit, offset };
}
