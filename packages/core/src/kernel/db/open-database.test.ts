import { createTestDatabase, type TestDatabase } from '@vek1/testing/database';
import { eq, sql } from 'drizzle-orm';
import { getTableConfig, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import {
  cents,
  constraintName,
  instant,
  tenantColumns,
  tenantForeignKey,
  tenantPrimaryKey,
} from './columns.ts';
import { type Database, openDatabase, type Reader } from './open-database.ts';

const shelves = pgTable(
  'shelves',
  { ...tenantColumns, price_cents: cents(), seen_at: instant(), label: text() },
  (t) => [tenantPrimaryKey(t)],
);
const boxes = pgTable('boxes', { ...tenantColumns, shelf_id: uuid().notNull() }, (t) => [
  tenantPrimaryKey(t),
  tenantForeignKey(t.company_id, t.shelf_id, shelves),
]);

const company_id = '0199a000-0000-7000-8000-000000000001';
const id = '0199a000-0000-7000-8000-000000000002';

let database: TestDatabase;
let open: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  open = openDatabase({ url: database.url, pool: 2 });
  await open.db.execute(sql`create table shelves (
    company_id uuid, id uuid, price_cents bigint, seen_at timestamptz(3), label text, primary key (company_id, id))`);
});
afterAll(async () => {
  await open.close();
  await database.close();
});

describe('columns', () => {
  it.each([
    ['2026-11-22T00:32:57.900Z', '2026-11-22T00:32:57.900Z'],
    ['2026-11-22T00:32:57.98Z', '2026-11-22T00:32:57.980Z'],
    ['2026-11-22T00:32:57Z', '2026-11-22T00:32:57.000Z'],
    ['0987-11-22T00:32:57.001Z', '0987-11-22T00:32:57.001Z'],
    ['2026-11-21T21:32:57.123-03:00', '2026-11-22T00:32:57.123Z'],
  ])('reads the moment %s as %s', async (written, read) => {
    const shelf = { company_id, id: crypto.randomUUID(), seen_at: written };
    const [row] = await open.db.insert(shelves).values(shelf).returning({ seen_at: shelves.seen_at });
    expect(row).toEqual({ seen_at: read });
  });

  it('finds a row again by the moment that was read of it', async () => {
    const shelf = { company_id, id: crypto.randomUUID(), label: 'cursor' };
    await open.db
      .insert(shelves)
      .values({ ...shelf, seen_at: sql`'2026-11-22 00:33:00.123456Z'::timestamptz` });
    const [read] = await open.db.select().from(shelves).where(eq(shelves.label, 'cursor'));
    const found = await open.db
      .select()
      .from(shelves)
      .where(eq(shelves.seen_at, read?.seen_at ?? ''));
    expect(found).toEqual([{ ...shelf, price_cents: null, seen_at: '2026-11-22T00:33:00.123Z' }]);
  });

  it('keeps an amount that no 32-bit integer holds', async () => {
    const price_cents = 9_000_000_000_00;
    await open.db.insert(shelves).values({ company_id, id, price_cents });
    expect(
      await open.db.select({ price_cents: shelves.price_cents }).from(shelves).where(eq(shelves.id, id)),
    ).toEqual([{ price_cents }]);
  });

  it('keys the rows of a company by company and id, and points only inside a company', () => {
    const { primaryKeys, foreignKeys } = getTableConfig(boxes);
    expect(primaryKeys.map((key) => [key.getName(), key.columns.map((column) => column.name)])).toEqual([
      ['boxes_company_id_id_pk', ['company_id', 'id']],
    ]);
    expect(foreignKeys.map((key) => [key.getName(), key.reference().columns.map((c) => c.name)])).toEqual([
      ['boxes_shelf_id_fk', ['company_id', 'shelf_id']],
    ]);
  });

  it('names two long constraints differently within 63 characters', () => {
    const names = ['first', 'second'].map((column) => constraintName('a'.repeat(60), [column], 'fk'));
    expect(new Set(names).size).toBe(2);
    expect(names.map((name) => name.length)).toEqual([63, 63]);
    expect(names.every((name) => name.endsWith('_fk'))).toBe(true);
    expect(constraintName('orders', ['store_id'], 'fk')).toBe('orders_store_id_fk');
  });
});

describe('openDatabase', () => {
  it('hands times and big integers of raw SQL over as PostgreSQL writes them', async () => {
    const [row] = await open.db.execute(
      sql`select '2026-11-22T00:32:57.9Z'::timestamptz as at, 1::bigint as big`,
    );
    expect(row).toEqual({ at: '2026-11-22 00:32:57.9+00', big: '1' });
  });

  it('gives a query handler nothing to write with', () => {
    expectTypeOf<Extract<keyof Reader, 'insert' | 'update' | 'delete' | 'transaction'>>().toBeNever();
    expectTypeOf<keyof ReturnType<Reader['with']>>().toEqualTypeOf<
      'select' | 'selectDistinct' | 'selectDistinctOn'
    >();
    const reads = (db: Reader) => db.select({ id: shelves.id }).from(shelves);
    expectTypeOf(reads).parameter(0).toEqualTypeOf<Reader>();
    expectTypeOf(open.db).toExtend<Reader>();
    expectTypeOf<Parameters<Parameters<typeof open.db.transaction>[0]>[0]>().toExtend<Reader>();
    expectTypeOf<Awaited<ReturnType<typeof reads>>>().toEqualTypeOf<{ id: string }[]>();
  });
});
