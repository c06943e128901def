import { createHash } from 'node:crypto';
import { getTableName } from 'drizzle-orm';
import { type AnyPgColumn, bigint, customType, foreignKey, primaryKey, uuid } from 'drizzle-orm/pg-core';

/** How PostgreSQL's text of a moment in UTC ends in ISO 8601, by its length: it leaves out closing zeros. */
const ENDS: Readonly<Record<number, string>> = {
  ['2026-11-22 00:32:57+00'.length]: '.000Z',
  ['2026-11-22 00:32:57.9+00'.length]: '00Z',
  ['2026-11-22 00:32:57.98+00'.length]: '0Z',
  ['2026-11-22 00:32:57.987+00'.length]: 'Z',
};

/** ISO 8601 UTC with milliseconds of what PostgreSQL writes; a `Date` of each would cost thirty times as much. */
export function isoOf(text: string): string {
  const end = ENDS[text.length];
  // Neither another zone nor a year of five digits.
  return end && text[10] === ' ' && text.endsWith('+00')
    ? `${text.slice(0, 10)}T${text.slice(11, -3)}${end}`
    : new Date(text).toISOString();
}

/**
 * A moment, `timestamptz(3)`: read as ISO 8601 UTC with milliseconds, written from any ISO 8601 text. Three
 * digits in the table too, so that a cursor made of what was read finds its row again.
 */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamptz(3)',
  fromDriver: isoOf,
});

/** An amount in cents of BRL, as a safe integer. */
export const cents = (name = '') => bigint(name, { mode: 'number' });

/** The company that owns the row. */
export const tenantId = () => uuid().notNull();

/** The columns every table of a company begins with. */
export const tenantColumns = { company_id: tenantId(), id: uuid().notNull() };

const NAME_LIMIT = 63;

/** The name of a constraint or index: PostgreSQL would cut it at 63 characters, two of them perhaps to one. */
export function constraintName(table: string, columns: readonly string[], suffix: string): string {
  const name = [table, ...columns, suffix].join('_');
  if (name.length <= NAME_LIMIT) return name;
  const end = `_${createHash('sha256').update(name).digest('hex').slice(0, 8)}_${suffix}`;
  return name.slice(0, NAME_LIMIT - end.length) + end;
}

interface Tenant {
  company_id: AnyPgColumn;
  id: AnyPgColumn;
}

/** `primary key (company_id, id)`. */
export const tenantPrimaryKey = ({ company_id, id }: Tenant) =>
  primaryKey({
    columns: [company_id, id],
    name: constraintName(getTableName(id.table), [company_id.name, id.name], 'pk'),
  });

/** `foreign key (company_id, column) references target (company_id, id)`: no row points across companies. */
export const tenantForeignKey = (company_id: AnyPgColumn, column: AnyPgColumn, target: Tenant) =>
  foreignKey({
    columns: [company_id, column],
    foreignColumns: [target.company_id, target.id],
    name: constraintName(getTableName(column.table), [column.name], 'fk'),
  });
