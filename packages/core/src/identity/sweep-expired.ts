import { getTableName, sql } from 'drizzle-orm';
import type { Tx } from '../kernel/db/open-database.ts';
import type { sessions, verifications } from './tables.ts';

/** A bounded broom, a few with each new row. Better Auth may still ask for what expired today. */
export const sweepExpired = (db: Tx, table: typeof sessions | typeof verifications) => {
  const name = sql.identifier(getTableName(table));
  return db.execute(sql`
    delete from ${name} where id in (
      select id from ${name} where expires_at < now() - interval '1 day' limit 20 for update skip locked)`);
};
