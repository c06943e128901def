import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createVault, parseEncryptionKeys } from '@vek1/core/kernel/crypto';
import { openDatabase } from '@vek1/core/kernel/db/open-database';
import { startApiProcess } from '@vek1/testing/api-process';
import { createTestDatabase, isRealServer } from '@vek1/testing/database';
import { demo } from '@vek1/testing/demo';
import { TOKENS } from '@vek1/testing/house';
import { seedDemo } from '@vek1/testing/seed/seed-demo';
import autocannon from 'autocannon';

const CONNECTIONS = 20;
const ROUNDS = 3;

/** What the list of products asks of the database. */
const QUERY = `
  select p.id, p.store_id, p.sku, p.name, p.description, p.category, p.price_cents::int, p.compare_at_cents::int, p.status,
         p.images, p.attributes, p.created_at, p.updated_at, l.quantity as stock_quantity, coalesce(l.held, 0)::int as stock_held
    from products p
    left join stock_levels l on l.company_id = p.company_id and l.product_id = p.id
   where p.company_id = $1 and p.store_id = $2 and p.status <> 'archived'
   order by p.name, p.id
   limit $3 offset $4`;

async function startBare(url: string): Promise<{ url: string; stop: () => void }> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'bare-server.ts'), url, demo.company_id, demo.store_id, QUERY],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { url: `http://127.0.0.1:${JSON.parse(line).port}/`, stop: () => child.kill() };
}

async function requestsPerSecond(
  url: string,
  headers: Record<string, string>,
  seconds: number,
): Promise<number> {
  const { requests, non2xx, errors } = await autocannon({
    url,
    headers,
    connections: CONNECTIONS,
    duration: seconds,
  });
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} refused, ${errors} failed`);
  return requests.average;
}

const median = (numbers: number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** GET /internal/products by REST and by tRPC, beside the same query from bare node:http. Ratios of one run. */
export async function run({ seconds }: { seconds: number }): Promise<void> {
  if (!isRealServer) throw new Error('DATABASE_URL: the bench runs on a real PostgreSQL');
  const database = await createTestDatabase();
  const keys = `bench:${randomBytes(32).toString('base64')}`;
  const seeding = openDatabase({ url: database.url, pool: 1 });
  await seedDemo(seeding.db, createVault(parseEncryptionKeys(keys)));
  await seeding.sql`analyze`;
  await seeding.close();

  const bare = await startBare(database.url);
  const api = await startApiProcess({
    DATABASE_URL: database.url,
    ROLE: 'api',
    AUTH_TOKEN: TOKENS.auth,
    INTERNAL_TOKEN: TOKENS.internal,
    WEBHOOK_TOKEN: TOKENS.webhook,
    ENCRYPTION_KEYS: keys,
    LOG_LEVEL: 'info',
    RATE_LIMITS: '0',
  });
  const headers = { 'x-internal-token': TOKENS.internal, 'x-actor-user-id': demo.user_id };
  const input = encodeURIComponent(JSON.stringify({ store_id: demo.store_id }));
  const doors = {
    bare: bare.url,
    rest: `${api.url}/internal/products?store_id=${demo.store_id}`,
    trpc: `${api.url}/trpc/catalog.list?input=${input}`,
  };
  try {
    const measured: Record<string, number[]> = { bare: [], rest: [], trpc: [] };
    for (const url of Object.values(doors)) await requestsPerSecond(url, headers, 1);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [name, url] of Object.entries(doors))
        measured[name]?.push(await requestsPerSecond(url, headers, seconds));
    }
    const base = median(measured.bare ?? []);
    console.log(
      `GET /internal/products, 50 rows, ${CONNECTIONS} connections, median of ${ROUNDS} × ${seconds} s`,
    );
    for (const [name, values] of Object.entries(measured)) {
      const value = median(values);
      console.log(
        `  ${name.padEnd(5)} ${value.toFixed(0).padStart(6)} requests/s  ratio ${(value / base).toFixed(2)}`,
      );
    }
  } finally {
    bare.stop();
    await api.kill('SIGTERM');
    await database.close();
  }
}
