import { z } from 'zod';
import { invalidField } from './errors.ts';

/** How many are in one page of a long timeline, and where it goes on. */
export const cursorInput = {
  limit: z.int().min(1).max(200).default(50),
  /** `next_cursor` of the page before; without it the newest. */
  cursor: z.string().max(200).optional(),
};

/** What a long timeline answers: it is not counted. */
export const cursorPage = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable() });

/** What a cursor holds of the last row: what the list is ordered by. */
const write = (position: unknown[]): string => Buffer.from(JSON.stringify(position)).toString('base64url');

/** Reads a cursor of ours by the shape of its position. 422 `cursor` where it is none. */
export function readCursor<T extends z.ZodType>(
  cursor: string | undefined,
  position: T,
): z.output<T> | undefined {
  if (cursor === undefined) return undefined;
  try {
    return position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw invalidField('cursor', 'Not a cursor of this list.');
  }
}

/** One page of what was read with `limit + 1`. */
export function cursorPageOf<T>(read: T[], limit: number, positionOf: (last: T) => unknown[]) {
  const items = read.slice(0, limit);
  const last = items.at(-1);
  return { items, next_cursor: read.length > limit && last ? write(positionOf(last)) : null };
}
