import type { Sql } from 'postgres';

/** A process says that it lives every few seconds, whatever is asked of it. */
const ALWAYS_MOVING = new Set(['public.processes']);

/** Each table of the database, jobs included, with how many rows it has and a digest of what they hold. */
export async function tableDigests(sql: Sql): Promise<Record<string, string>> {
  const tables = await sql<{ schema: string; name: string }[]>`
    select table_schema as schema, table_name as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
     order by 1, 2`;
  const digests: Record<string, string> = {};
  for (const { schema, name } of tables) {
    if (ALWAYS_MOVING.has(`${schema}.${name}`)) continue;
    const [row] = await sql<{ digest: string }[]>`
      select count(*) || ' rows ' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as digest
        from ${sql(schema)}.${sql(name)} t`;
    digests[`${schema}.${name}`] = row?.digest ?? '';
  }
  return digests;
}
