import type { PgPreparedQuery, PreparedQueryConfig } from 'drizzle-orm/pg-core';
import { drizzle, type PostgresJsSession } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import type { Reader, Tx } from './open-database.ts';

type Config<Rows> = PreparedQueryConfig & { execute: Rows };
type Session = PostgresJsSession<Sql, Record<string, never>, Record<string, never>>;

/**
 * A hot query, built once and prepared once per connection; run with a database or a transaction and the
 * values of its placeholders. Drizzle's own `prepare` stays with the client it was built on, so that inside
 * a transaction it would use another connection: here each run takes the client of the handle it is given.
 */
export function prepared<Rows>(
  name: string,
  build: (db: Reader) => { prepare(name: string): PgPreparedQuery<Config<Rows>> },
): (db: Reader, values?: Record<string, unknown>) => Promise<Rows> {
  let built: PgPreparedQuery<Config<Rows>> | undefined;
  return (db, values) => {
    built ??= build(drizzle.mock()).prepare(name);
    // safe: every Reader is a handle of postgres.js, whose session holds its client.
    const { client } = (db as Tx)._.session as unknown as Session;
    const bound: typeof built = Object.create(built, { client: { value: client } });
    return bound.execute(values);
  };
}
