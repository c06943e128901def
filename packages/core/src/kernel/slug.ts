import { randomInt } from 'node:crypto';
import { inArray } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import type { Reader } from './db/open-database.ts';

/** A name in an address: lower case, digits, single dashes. */
export const Slug = z
  .string()
  .min(2)
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Lower-case letters and digits, joined by single dashes.');

/** Leaves room for what makes it unique. */
const ROOM = 50;

/** `Empório da Ana` becomes `emporio-da-ana`; a name without a letter or digit of ours becomes `otherwise`. */
export function slugOf(name: string, otherwise: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  const slug = words.replace(/^-/, '').slice(0, ROOM).replace(/-$/, '');
  return slug.length > 1 ? slug : otherwise;
}

const UNLIKELY = 36 ** 4;
const unlikely = () => randomInt(UNLIKELY).toString(36).padStart(4, '0');

/** Itself, then numbered, then with what nobody else has. */
function alike(slug: string): string[] {
  const root = slug.slice(0, ROOM).replace(/-$/, '');
  return [
    slug,
    ...['2', '3', '4', '5', '6', unlikely(), unlikely(), unlikely()].map((end) => `${root}-${end}`),
  ];
}

/** Those free in this column of `slug` and of slugs like it, the plainest first: one statement. */
export async function freeSlugs(db: Reader, column: AnyPgColumn, slug: string): Promise<string[]> {
  const wanted = alike(slug);
  const rows = await db.select({ taken: column }).from(column.table).where(inArray(column, wanted));
  const taken = new Set(rows.map((row) => row.taken));
  return wanted.filter((it) => !taken.has(it));
}

/**
 * Inserts under the plainest free slug like this one. `insert` answers no row where the slug was taken at the
 * same moment: then it is asked once more, with one that nobody else has.
 */
export async function underFreeSlug<Row>(
  db: Reader,
  column: AnyPgColumn,
  slug: string,
  insert: (slug: string) => PromiseLike<Row[]>,
): Promise<Row | undefined> {
  const free = await freeSlugs(db, column, slug);
  const [made] = await insert(free[0] ?? slug);
  return made ?? (await insert(free.at(-1) ?? slug))[0];
}
