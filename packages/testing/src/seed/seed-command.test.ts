import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createTestDatabase } from '../database.ts';

const COMMAND = fileURLToPath(new URL('../bin/seed.ts', import.meta.url));
const SECRETS = {
  AUTH_TOKEN: 'auth',
  INTERNAL_TOKEN: 'internal',
  WEBHOOK_TOKEN: 'webhook',
  ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
};

/** Runs `pnpm db:seed` against `database_url`. */
function seed(database_url: string, ...args: string[]) {
  return new Promise<{ code: number; said: string[] }>((resolve) => {
    const env = { ...process.env, ...SECRETS, DATABASE_URL: database_url };
    execFile(process.execPath, [COMMAND, ...args], { env }, (error, out, err) =>
      resolve({ code: error ? 1 : 0, said: (out + err).trim().split('\n') }),
    );
  });
}

it('makes the demo shop, and says so when it is there', async () => {
  const database = await createTestDatabase();
  try {
    const { host, pathname } = new URL(database.url);
    const about = 'the shop of `pnpm dev` and its last 30 days';
    const where = `in ${host}${pathname}`;
    expect(await seed(database.url)).toEqual({ code: 0, said: [`seeded ${about}`, where] });
    expect(await seed(database.url, 'demo')).toEqual({
      code: 0,
      said: [`nothing changed: ${about} is there`, where],
    });
  } finally {
    await database.close();
  }
});

it('names its scenarios, and refuses one that it does not know', async () => {
  const nowhere = 'postgres://127.0.0.1:1/none';
  expect(await seed(nowhere, 'list')).toEqual({
    code: 0,
    said: [
      'demo: the shop of `pnpm dev` and its last 30 days',
      'large: a second store: 5,000 products, 5,000 customers, 20,000 orders',
    ],
  });
  expect(await seed(nowhere, 'prod')).toEqual({
    code: 1,
    said: ['There is no scenario prod: it is one of demo, large, list.'],
  });
});

it.each(['db.example.com', '127.0.0.1,db.example.com'])('refuses a database at %s', async (host) => {
  const { code, said } = await seed(`postgres://postgres@${host}/vek1`);
  expect(code).toBe(1);
  expect(said).toEqual([`DATABASE_URL names ${host}: a seed goes only into a database of this machine.`]);
});
