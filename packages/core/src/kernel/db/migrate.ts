import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

/** Where drizzle-kit writes the migrations. */
export const MIGRATIONS = fileURLToPath(new URL('../../../migrations', import.meta.url));

/** Any number, as long as no one else locks it in this database. */
const MIGRATION_LOCK = 7_431_058;

export interface MigrateOptions {
  folder?: string;
  /** Other schemas of the same database, migrated under the same lock. */
  also?: (url: string) => Promise<void>;
}

/**
 * Brings the database to the newest migration. Several processes may call it at once: they take turns. One
 * connection holds the lock and migrates, so that neither can go on without the other.
 */
export async function migrate(
  url: string,
  { folder = MIGRATIONS, also }: MigrateOptions = {},
): Promise<void> {
  const sql = postgres(url, { max: 1, max_lifetime: null, onnotice: () => {} });
  try {
    await takeLock(sql);
    for (const extension of ['vector', 'pg_trgm', 'unaccent']) {
      await sql`create extension if not exists ${sql(extension)}`;
    }
    await applyMigrations(drizzle(sql), { migrationsFolder: folder });
    await also?.(url);
  } finally {
    await sql.end();
  }
}

/**
 * Asks again and again rather than wait: who waits inside PostgreSQL keeps a snapshot, for which a
 * `create index concurrently` of the lock's holder would wait in turn, for ever and seen by no detector.
 */
async function takeLock(sql: postgres.Sql): Promise<void> {
  for (;;) {
    const [row] = await sql`select pg_try_advisory_lock(${MIGRATION_LOCK}) as taken`;
    if (row?.taken) return;
    await setTimeout(100);
  }
}
