import { randomBytes } from 'node:crypto';
import { createVault, parseEncryptionKeys } from '@vek1/core/kernel/crypto';
import { openDatabase } from '@vek1/core/kernel/db/open-database';
import { createTestDatabase, isRealServer } from '@vek1/testing/database';
import { demo } from '@vek1/testing/demo';
import { TOKENS } from '@vek1/testing/house';
import { seedDemo } from '@vek1/testing/seed/seed-demo';
import { compare, startApi, startBare } from './load.ts';

const headers = { 'x-internal-token': TOKENS.internal, 'x-actor-user-id': demo.user_id };
const answerOf = async (url: string): Promise<string> => (await fetch(url, { headers })).text();

/** GET /internal/products by REST and by tRPC, beside the same queries and the same bytes from bare node:http. */
export async function run({ seconds }: { seconds: number }): Promise<void> {
  if (!isRealServer) throw new Error('DATABASE_URL: the bench runs on a real PostgreSQL');
  const database = await createTestDatabase();
  const keys = `bench:${randomBytes(32).toString('base64')}`;
  const seeding = openDatabase({ url: database.url, pool: 1 });
  await seedDemo(seeding.db, createVault(parseEncryptionKeys(keys)));
  await seeding.sql`analyze`;
  await seeding.close();

  const bare = await startBare('bare-products.ts', database.url, demo.company_id);
  const tuned = await startBare('bare-products.ts', database.url, demo.company_id, 'tuned');
  const api = await startApi(database.url, keys);
  const { store_id } = demo;
  const input = encodeURIComponent(JSON.stringify({ store_id }));
  const doors = {
    bare: { url: `${bare.url}/?store_id=${store_id}` },
    tuned: { url: `${tuned.url}/?store_id=${store_id}` },
    rest: { url: `${api.url}/internal/products?store_id=${store_id}` },
    trpc: { url: `${api.url}/trpc/catalog.list?input=${input}` },
  };
  try {
    const same = await answerOf(doors.bare.url);
    if ((await answerOf(doors.tuned.url)) !== same) throw new Error('The tuned one answers something else.');
    if ((await answerOf(doors.rest.url)) !== same) throw new Error('REST answers something else.');
    if ((await answerOf(doors.trpc.url)) !== `{"result":{"data":${same}}}`)
      throw new Error('tRPC answers something else.');
    await compare('GET /internal/products, 50 rows', doors, headers, seconds);
  } finally {
    bare.stop();
    tuned.stop();
    await api.kill('SIGTERM');
    await database.close();
  }
}
