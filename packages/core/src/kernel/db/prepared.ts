import { Column, DrizzleQueryError, fillPlaceholders, is, SQL } from 'drizzle-orm';
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

/** What a prepared query of Drizzle holds beside its types: the columns of a row. */
interface Selection {
  fields?: { path: string[]; field: Column | Expression | (SQL.Aliased & { sql: Expression }) }[];
}

interface Built<Rows> {
  text: string;
  params: unknown[];
  toObjects: (rows: readonly unknown[]) => Rows;
}

/** Makes objects of rows. Drizzle's own looks every column up anew in every row and so takes longer than the query. */
function mapperOf<Rows>({ fields = [] }: Selection): Built<Rows>['toObjects'] {
  if (fields.some(({ path }) => path.length > 1)) throw new Error('A prepared query selects flat columns.');
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
  function make(): Built<Rows> {
    const query = build(drizzle.mock()).prepare(name);
    const { sql: text, params } = query.getQuery();
    // safe: every query here is of postgres.js, which holds them; a test holds them to what Drizzle makes.
    return { text, params, toObjects: mapperOf(query as unknown as Selection) };
  }
  let built: Built<Rows> | undefined;
  return async (db, values = {}) => {
    built ??= make();
    const params = fillPlaceholders(built.params, values);
    // safe: every Reader is a handle of postgres.js, whose session holds its client.
    const { client } = (db as Tx)._.session as unknown as Session;
    const rows = await client
      .unsafe(built.text, params as never[], { prepare: true })
      .values()
      .catch((error) => {
        throw new DrizzleQueryError(built?.text ?? '', params, error);
      });
    return built.toObjects(rows);
  };
}
