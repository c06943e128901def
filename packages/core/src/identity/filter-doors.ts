import type { SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { auth } from '../kernel/access.ts';
import { counted } from '../kernel/db/counted.ts';
import { command, query } from '../kernel/operation.ts';
import { page, pageOf } from '../kernel/page.ts';
import { Counted, Deleted } from './contract.ts';
import type { Filter } from './filters.ts';
import { inOrder, matching } from './matching.ts';
import type { AuthContext } from './user-rows.ts';

interface Table<View extends z.ZodType, Set extends object> {
  /** `Users`: its operations are `queryUsers` and so on, its doors stand under `/internal/auth/users`. */
  plural: string;
  table: PgTable;
  /** What is read of it. */
  columns: Record<string, PgColumn>;
  view: View;
  filter: Filter<Set>;
  change: (context: AuthContext, where: SQL, set: Set) => Promise<z.input<View>[]>;
  remove: (context: AuthContext, where: SQL) => Promise<number>;
}

/** A table's doors by filter: `query`, `count`, `update`, `delete`. */
export function filterDoors<View extends z.ZodType, Set extends object>(of: Table<View, Set>) {
  const { plural, table, filter } = of;
  const things = plural.toLowerCase();
  const door = (verb: string) => ({ method: 'post', path: `/internal/auth/${things}/${verb}` }) as const;

  return {
    query: query({
      name: `identity.query${plural}`,
      summary: `The ${things} that match, expired ones too`,
      access: auth,
      rest: door('query'),
      input: filter.page,
      output: page(of.view),
    }).handle(async ({ db }, { where, sort_by, limit, offset }) => {
      const matches = matching(table, where);
      const items = db
        .select(of.columns)
        .from(table)
        .where(matches)
        .orderBy(...inOrder(table, sort_by))
        .limit(limit)
        .offset(offset);
      // safe: the contract looks at every row before it leaves.
      return pageOf(items as unknown as PromiseLike<z.input<View>[]>, counted(db, table, matches), {
        limit,
        offset,
      });
    }),

    count: query({
      name: `identity.count${plural}`,
      summary: `How many ${things} match`,
      access: auth,
      rest: door('count'),
      input: filter.rows,
      output: Counted,
    }).handle(async ({ db }, { where }) => ({ count: await db.$count(table, matching(table, where)) })),

    update: command({
      name: `identity.update${plural}`,
      summary: `Changes all ${things} that match; answers how many, and one of them`,
      access: auth,
      rest: door('update'),
      input: filter.changes,
      output: z.object({ updated: z.int(), item: of.view.nullable() }),
    }).handle(async (context, { where, set }) => {
      const changed = await of.change(context, matching(table, where), set);
      return { updated: changed.length, item: changed[0] ?? null };
    }),

    delete: command({
      name: `identity.delete${plural}`,
      summary: `Deletes all ${things} that match`,
      access: auth,
      rest: door('delete'),
      input: filter.rows,
      output: Deleted,
    }).handle(async (context, { where }) => ({ deleted: await of.remove(context, matching(table, where)) })),
  };
}
