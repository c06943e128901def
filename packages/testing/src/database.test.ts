import { openDatabase } from '@vek1/core/kernel/db/open-database';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { createTestDatabase, isRealServer } from './database.ts';

async function withDatabase<T>(use: (open: ReturnType<typeof openDatabase>) => Promise<T>): Promise<T> {
  const database = await createTestDatabase();
  const open = openDatabase({ url: database.url, pool: 2 });
  try {
    return await use(open);
  } finally {
    await open.close();
    await database.close();
  }
}

it('gives a database with our tables, the durable engine and the extensions', () =>
  withDatabase(async ({ sql }) => {
    expect(await sql`select from orders`).toHaveLength(0);
    expect(await sql`select from dbos.workflow_status`).toHaveLength(0);
    const [row] = await sql`select '[1,2]'::vector <-> '[1,4]' as distance, unaccent('ção') as plain`;
    expect(row).toEqual({ distance: 2, plain: 'cao' });
  }));

it('gives every caller a database of its own', async () => {
  await withDatabase((one) =>
    withDatabase(async (other) => {
      await one.db.execute(sql`create table only_here (n int)`);
      await expect(other.sql`select from only_here`).rejects.toThrow('does not exist');
    }),
  );
});

if (isRealServer)
  it('leaves nothing on the server', async () => {
    const database = await createTestDatabase();
    const name = new URL(database.url).pathname.slice(1);
    const open = openDatabase({ url: process.env.DATABASE_URL ?? '', pool: 1 });
    const named = () => open.sql`select from pg_database where datname = ${name}`;
    expect(await named()).toHaveLength(1);
    await database.close();
    expect(await named()).toHaveLength(0);
    await open.close();
  });
