import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, isRealServer, type TestDatabase } from '@vek1/testing/database';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrate } from './migrate.ts';

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'vek1-migrations-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await database.close();
});

/** Writes migrations later than all of ours, as drizzle-kit would. */
function writeMigrations(statements: string[]): void {
  const entries = statements.map((statement, idx) => {
    const tag = `2999010100000${idx}_test`;
    writeFileSync(join(folder, `${tag}.sql`), statement);
    return { idx, version: '7', when: Date.UTC(2999, 0, 1) + idx, tag, breakpoints: true };
  });
  mkdirSync(join(folder, 'meta'), { recursive: true });
  writeFileSync(
    join(folder, 'meta/_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  );
}

async function query(text: string) {
  const sql = postgres(database.url, { max: 1 });
  return sql.unsafe(text).finally(() => sql.end());
}

it('applies what is new and only that', async () => {
  writeMigrations(['create table first (n int)']);
  await migrate(database.url, { folder });
  writeMigrations(['create table first (n int)', 'create table second (n int)']);
  await migrate(database.url, { folder });
  expect(await query('select from first, second')).toEqual([]);
});

it('leaves nothing of a migration that fails', async () => {
  writeMigrations(['create table first (n int)', 'create table broken (n nonsense)']);
  await expect(migrate(database.url, { folder })).rejects.toThrow('create table broken');
  await expect(query('select from first')).rejects.toThrow('does not exist');
});

it('has nothing left to do on a database of the template', async () => {
  const applied = () => query('select max(created_at), count(*) from drizzle.__drizzle_migrations');
  const before = await applied();
  await migrate(database.url);
  expect(await applied()).toEqual(before);
});

if (isRealServer)
  it('lets three processes migrate at once, indexes built concurrently too', async () => {
    writeMigrations(['create table busy (n int); select pg_sleep(0.3)']);
    let steps = 0;
    const buildIndex = async () => {
      steps += 1;
      await query(`create index concurrently if not exists busy_n on busy (n)`);
    };
    await Promise.all(Array.from({ length: 3 }, () => migrate(database.url, { folder, also: buildIndex })));
    expect(steps).toBe(3);
    const [applied] = await query(
      'select count(*)::int from drizzle.__drizzle_migrations where created_at > 32472144000000 - 1',
    );
    expect(applied).toEqual({ count: 1 });
  });
