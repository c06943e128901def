import { Column, is, SQL } from 'drizzle-orm';
import type { PgPreparedQuery, PreparedQueryConfig } from 'drizzle-orm/pg-core';
import { drizzle, type PostgresJsSession } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import type { Reader, Tx } from './open-database.ts';

type Config<Rows> = PreparedQueryConfig & { execute: Rows };
type Session = PostgresJsSession<Sql, Record<string, never>, Record<string, never>>;

interface Decoder {
  mapFromDriverValue(value: unknown): unknown;
}
type Expression = SQL & { decoder: Decoder };

/** What a prepared query of Drizzle holds beside its types: the columns of a row, and who makes an object of it. */
interface Mapping {
  fields?: { path: string[]; field: Column | Expression | (SQL.Aliased & { sql: Expression }) }[];
  customResultMapper?: (rows: unknown[][]) => unknown[];
}

/**
 * Makes objects of rows. Drizzle's own looks every column up anew in every row and so takes longer than the
 * query itself; where columns are nested it stays.
 */
function mapperOf({ fields }: Mapping): Mapping['customResultMapper'] {
  if (!fields?.every(({ path }) => path.length === 1)) return undefined;
  const decoders = fields.map(({ field }) =>
    is(field, Column) ? field : is(field, SQL) ? field.decoder : field.sql.decoder,
  );
  const entries = fields.map(
    ({ path: [key] }, i) =>
      `${JSON.stringify(key)}: row[${i}] === null ? null : decoders[${i}].mapFromDriverValue(row[${i}])`,
  );
  // A literal, as zod writes its own: an object filled key by key costs five times as much.
  return new Function('decoders', `return (rows) => rows.map((row) => ({ ${entries} }))`)(decoders);
}

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
    if (!built) {
      built = build(drizzle.mock()).prepare(name);
      // safe: every query here is of postgres.js, which holds both; a test holds them to what Drizzle makes.
      const mapping = built as unknown as Mapping;
      mapping.customResultMapper = mapperOf(mapping);
    }
    // safe: every Reader is a handle of postgres.js, whose session holds its client.
    const { client } = (db as Tx)._.session as unknown as Session;
    const bound: typeof built = Object.create(built, { client: { value: client } });
    return bound.execute(values);
  };
}
