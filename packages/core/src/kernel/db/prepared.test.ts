import { createTestDatabase, type TestDatabase } from '@vek1/testing/database';
import { eq, sql } from 'drizzle-orm';
import { pgTable, text } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, beforeEach, expect, expectTypeOf, it } from 'vitest';
import { instant } from './columns.ts';
import { type Database, openDatabase } from './open-database.ts';
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

it('does not run with a placeholder left empty', async () => {
  await expect(notesOf(open.db, {})).rejects.toThrow('No value for placeholder "body"');
});
