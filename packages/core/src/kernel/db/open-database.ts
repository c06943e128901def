import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

/** The database, outside any transaction. */
export type Db = PostgresJsDatabase;

/** A transaction in progress. */
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

type Selecting = 'select' | 'selectDistinct' | 'selectDistinctOn';

/** What a query handler holds of either: its type offers no insert, update or delete. */
export interface Reader extends Pick<Db, Selecting | '$with' | '$count' | 'execute'> {
  with(...queries: Parameters<Db['with']>): Pick<ReturnType<Db['with']>, Selecting>;
}

export interface DatabaseOptions {
  url: string;
  /** Connections at most. */
  pool: number;
  /** Told what the server remarks; by default nobody is. */
  on_notice?: (notice: postgres.Notice) => void;
}

export interface Database {
  db: Db;
  sql: postgres.Sql;
  /** Lets running queries end for 5 s, then drops them. */
  close(): Promise<void>;
}

/**
 * Opens a pool; it connects at the first query. `int8` and `numeric` arrive as text and times as PostgreSQL
 * writes them: the columns (`cents`, `instant`) say what they become.
 */
export function openDatabase({ url, pool, on_notice = () => {} }: DatabaseOptions): Database {
  const sql = postgres(url, {
    max: pool,
    onnotice: on_notice,
    connection: { application_name: 'vek1', TimeZone: 'UTC' },
  });
  return { db: drizzle(sql), sql, close: () => sql.end({ timeout: 5 }) };
}
