import type { Sql } from 'postgres';

/** Every table that holds rows of companies, and by which column they are a company's. */
async function tenantTables(sql: Sql): Promise<{ name: string; owner: string }[]> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'company_id' order by 1`;
  return [{ name: 'companies', owner: 'id' }, ...tables.map(({ name }) => ({ name, owner: 'company_id' }))];
}

/** What a company's rows are, table by table: a hash of each, which one changed byte changes. */
export async function hashRows(sql: Sql, company_id: string): Promise<Record<string, string>> {
  const tables = await tenantTables(sql);
  const each = tables.map(
    ({ name, owner }) => `
      select '${name}' as name, count(*) || ':' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash
        from "${name}" t where ${owner} = $1`,
  );
  const hashes = await sql.unsafe<{ name: string; hash: string }[]>(each.join(' union all '), [company_id]);
  return Object.fromEntries(hashes.map(({ name, hash }) => [name, hash]));
}

const texts = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
};

/** All that a company's rows say in words: ids, names, messages, codes. */
export async function wordsOf(sql: Sql, company_id: string): Promise<Set<string>> {
  const tables = await tenantTables(sql);
  const rows = await Promise.all(
    tables.map(
      ({ name, owner }) =>
        sql`select to_jsonb(t) as row from ${sql(name)} t where ${sql(owner)} = ${company_id}`,
    ),
  );
  return new Set(rows.flat().flatMap(({ row }) => texts(row)));
}
