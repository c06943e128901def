import { isTest, placeOf } from './place.ts';
import type { Resolve } from './resolve-import.ts';
import type { Source, Write } from './source.ts';
import type { Violation } from './violation.ts';

interface Table {
  sql: string;
  path: string;
}

/** Every write to a table of a domain from outside that domain. The kernel's tables are everybody's. */
export function checkTableWrites(sources: ReadonlyMap<string, Source>, resolve: Resolve): Violation[] {
  const bySql = new Map<string, Table>();
  for (const { path, tables } of sources.values()) {
    for (const sql of isTest(path) ? [] : tables.values()) bySql.set(sql, { sql, path });
  }

  const written = (source: Source, { table }: Write): Table | undefined => {
    if ('sql' in table) return bySql.get(table.sql);
    const found = source.imports.find((it) => it.names.has(table.local));
    const path = found && resolve(source.path, found.specifier);
    const sql = path && sources.get(path)?.tables.get(found.names.get(table.local) ?? '');
    return sql ? { sql, path } : undefined;
  };

  return [...sources.values()].flatMap((source) =>
    source.writes.flatMap((write): Violation[] => {
      const table = isTest(source.path) ? undefined : written(source, write);
      const owner = table && placeOf(table.path).unit;
      if (!owner || owner === placeOf(source.path).unit) return [];
      return [
        {
          path: source.path,
          line: write.line,
          rule: 'table-writes',
          what: `${write.verb} of ${table.sql}, a table of ${owner}`,
          why: 'a domain writes only its own tables, or its invariants hold nowhere',
          mend: `call an operation of ${owner}`,
        },
      ];
    }),
  );
}
