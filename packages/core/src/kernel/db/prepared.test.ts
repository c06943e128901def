import { createTestDatabase, type TestDatabase } from '@vek1/testing/database';
import { DrizzleQueryError, eq, sql } from 'drizzle-orm';
import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, beforeEach, expect, expectTypeOf, it } from 'vitest';
import { cents, instant } from './columns.ts';
import { type Database, openDatabase, type Reader } from './open-database.ts';
import { prepared } from './prepared.ts';

const notes = pgTable('notes', { body: text().notNull(), at: instant().notNull() });
const notesOf = prepared('notesOf', (db) =>
  db
    .select()
    .from(notes)
    .where(eq(notes.body, sql.placeholder('body'))),
);
const at = '2026-11-22T00:32:57.900Z';

let database: TestDatabase;
let open: Database;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  // One connection, so that its prepared statements are those of the test.
  open = openDatabase({ url: database.url, pool: 1 });
  await open.sql`drop table if exists notes`;
  await open.sql`create table notes (body text, at timestamptz(3))`;
  return () => open.close();
});

it('sees in a transaction, and in one inside it, the row just written', async () => {
  await open.db.transaction(async (tx) => {
    await tx.insert(notes).values({ body: 'mine', at });
    expect(await notesOf(tx, { body: 'mine' })).toEqual([{ body: 'mine', at }]);
    await tx.transaction(async (inner) => {
      await inner.insert(notes).values({ body: 'inner', at });
      expect(await notesOf(inner, { body: 'inner' })).toHaveLength(1);
    });
  });
});

it('works outside a transaction, on any database, with the types of the query', async () => {
  await open.db.insert(notes).values({ body: 'here', at });
  const rows = await notesOf(open.db, { body: 'here' });
  expect(rows).toEqual([{ body: 'here', at }]);
  expectTypeOf(rows).toEqualTypeOf<{ body: string; at: string }[]>();

  const second = await createTestDatabase();
  const elsewhere = openDatabase({ url: second.url, pool: 1 });
  await elsewhere.sql`create table notes (body text, at timestamptz(3))`;
  expect(await notesOf(elsewhere.db, { body: 'here' })).toEqual([]);
  await elsewhere.close();
  await second.close();
});

it('prepares once on a connection, in and outside of transactions', async () => {
  const bodies = prepared('bodies', (db) =>
    db
      .select({ only: notes.body })
      .from(notes)
      .where(eq(notes.body, sql.placeholder('body'))),
  );
  for (const body of ['a', 'b', 'c']) await bodies(open.db, { body });
  await open.db.transaction((tx) => bodies(tx, { body: 'd' }));
  const statements = await open.sql`
    select (generic_plans + custom_plans)::int as runs from pg_prepared_statements
     where statement like 'select "body" from "notes"%'`;
  expect(statements).toEqual([{ runs: 4 }]);
});

const told = pgTable('told', { body: text().notNull(), cents: cents(), facts: jsonb() });
const flat = (db: Reader) =>
  db
    .select({
      at: notes.at,
      "it's": notes.body,
      cents: told.cents,
      facts: told.facts,
      long: sql<number>`length(${notes.body})::bigint`.mapWith(Number),
      named: sql<string>`upper(${notes.body})`.as('named'),
      nothing: sql<string | null>`null::text`,
    })
    .from(notes)
    .leftJoin(told, eq(told.body, notes.body))
    .orderBy(notes.body);

it('makes of columns what Drizzle makes of them', async () => {
  await open.sql`drop table if exists told`;
  await open.sql`create table told (body text, cents bigint, facts jsonb)`;
  await open.db.insert(notes).values([
    { body: 'a', at },
    { body: 'b', at },
  ]);
  await open.db.insert(told).values({ body: 'a', cents: 9_000_000_000_00, facts: { list: [1, null] } });
  const rows = await prepared('made', flat)(open.db);
  expect(rows).toEqual(await flat(open.db));
  expect(rows).toHaveLength(2);
});

it('refuses columns within columns', async () => {
  const nested = prepared('nested', (db) => db.select({ note: notes }).from(notes));
  await expect(nested(open.db)).rejects.toThrow('A prepared query selects flat columns.');
});

it("fails as Drizzle's own queries do, which the log knows", async () => {
  await open.sql`drop table notes`;
  const failure = await notesOf(open.db, { body: 'a' }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(DrizzleQueryError);
  expect(failure).toMatchObject({ params: ['a'], cause: { code: '42P01' } });
});

it('does not run with a placeholder left empty', async () => {
  await expect(notesOf(open.db, {})).rejects.toThrow('No value for placeholder "body"');
});
