import {
  and,
  asc,
  type Column,
  desc,
  eq,
  getTableColumns,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  notInArray,
  or,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Clause } from './filters.ts';

function columnOf(table: PgTable, field: string): Column {
  const column = getTableColumns(table)[field];
  if (!column) throw new Error(`a filter declares ${field}, which is no column`);
  return column;
}

function condition(column: Column, { operator, value, mode }: Clause): SQL {
  if (value === null) return operator === 'ne' ? isNotNull(column) : isNull(column);
  const ignoresCase = mode === 'insensitive';
  const fold = (part: SQLWrapper | string | boolean): SQL =>
    ignoresCase ? sql`lower(${part})` : sql`${part}`;
  const [left, right] = [fold(column), fold(Array.isArray(value) ? '' : value)];
  const list = Array.isArray(value) ? value.map(fold) : [];
  switch (operator) {
    case 'eq':
      return eq(left, right);
    case 'ne':
      return ne(left, right);
    case 'lt':
      return lt(left, right);
    case 'lte':
      return lte(left, right);
    case 'gt':
      return gt(left, right);
    case 'gte':
      return gte(left, right);
    case 'in':
      return inArray(left, list);
    case 'not_in':
      return notInArray(left, list);
    // Not by patterns: whatever is written is meant.
    case 'contains':
      return sql`strpos(${left}, ${right}) > 0`;
    case 'starts_with':
      return sql`starts_with(${left}, ${right})`;
    case 'ends_with':
      return sql`right(${left}, length(${right})) = ${right}`;
  }
}

/** The rows that meet every clause joined by AND, and one of those joined by OR, if there are any. */
export function matching(table: PgTable, where: readonly Clause[]): SQL {
  const { AND: all = [], OR: some = [] } = Object.groupBy(where, ({ connector }) => connector);
  const conditionOf = (clause: Clause) => condition(columnOf(table, clause.field), clause);
  return and(...all.map(conditionOf), or(...some.map(conditionOf))) ?? sql`false`;
}

/** As asked, and by id among equals, so that pages neither repeat nor skip. */
export function inOrder(table: PgTable, sort_by?: { field: string; direction: 'asc' | 'desc' }): SQL[] {
  const id = asc(columnOf(table, 'id'));
  if (!sort_by) return [id];
  return [(sort_by.direction === 'asc' ? asc : desc)(columnOf(table, sort_by.field)), id];
}
