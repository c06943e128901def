import { randomBytes } from 'node:crypto';
import { createVault, parseEncryptionKeys } from '@vek1/core/kernel/crypto';
import { openDatabase } from '@vek1/core/kernel/db/open-database';
import { createTestDatabase, isRealServer } from '@vek1/testing/database';
import { demo } from '@vek1/testing/demo';
import { TOKENS } from '@vek1/testing/house';
import { seedDemo } from '@vek1/testing/seed/seed-demo';
import { compare, startApi, startBare } from './load.ts';

/** What the list of products asks of the database. */
const QUERY = `
  select p.id, p.store_id, p.sku, p.name, p.description, p.category, p.price_cents::int, p.compare_at_cents::int, p.status,
         p.images, p.attributes, p.created_at, p.updated_at, l.quantity as stock_quantity, coalesce(l.held, 0)::int as stock_held
    from products p
    left join stock_levels l on l.company_id = p.company_id and l.product_id = p.id
   where p.company_id = $1 and p.store_id = $2 and p.status <> 'archived'
   order by p.name, p.id
   limit $3 offset $4`;

/** GET /internal/products by REST and by tRPC, beside the same query from bare node:http. Ratios of one run. */
export async function run({ seconds }: { seconds: number }): Promise<void> {
  if (!isRealServer) throw new Error('DATABASE_URL: the bench runs on a real PostgreSQL');
  const database = await createTestDatabase();
  const keys = `bench:${randomBytes(32).toString('base64')}`;
  const seeding = openDatabase({ url: database.url, pool: 1 });
  await seedDemo(seeding.db, createVault(parseEncryptionKeys(keys)));
  await seeding.sql`analyze`;
  await seeding.close();

  const bare = await startBare('bare-server.ts', database.url, demo.company_id, demo.store_id, QUERY);
  const api = await startApi(database.url, keys);
  const headers = { 'x-internal-token': TOKENS.internal, 'x-actor-user-id': demo.user_id };
  const input = encodeURIComponent(JSON.stringify({ store_id: demo.store_id }));
  try {
    await compare(
      'GET /internal/products, 50 rows',
      {
        bare: { url: bare.url },
        rest: { url: `${api.url}/internal/products?store_id=${demo.store_id}` },
        trpc: { url: `${api.url}/trpc/catalog.list?input=${input}` },
      },
      headers,
      seconds,
    );
  } finally {
    bare.stop();
    await api.kill('SIGTERM');
    await database.close();
  }
}
