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

/** Builds the answer from a count that was cut at `COUNTED + 1`. */
export const pageOf = <T>(
  items: T[],
  counted: number,
  { limit, offset }: { limit: number; offset: number },
) => ({
  items,
  total: Math.min(counted, COUNTED),
  total_is_exact: counted <= COUNTED,
  limit,
  offset,
});
