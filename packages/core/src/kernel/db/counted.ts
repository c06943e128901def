import { type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { COUNTED } from '../page.ts';
import type { Reader } from './open-database.ts';

/** How many rows there are, for `pageOf`: counted to one more than it tells exactly. */
export const counted = (db: Reader, table: PgTable, where: SQL | undefined) =>
  db.select({ total: sql<number>`count(*)::int` }).from(
    db
      .select({ one: sql`1` })
      .from(table)
      .where(where)
      .limit(COUNTED + 1)
      .as('counted'),
  );
