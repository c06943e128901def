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
const ROUNDS = 15;
/** Requests to each before anything is measured: until then functions are being compiled. */
const WARM = 4_000;
const HEADERS = { 'x-internal-token': TOKENS.internal, 'x-actor-user-id': demo.user_id };

/** What the list of products asks of the database, column by column. */
const QUERY = `
  select p.id, p.store_id, p.sku, p.name, p.description, p.category, p.price_cents::int, p.compare_at_cents::int,
         l.quantity as stock_quantity, coalesce(l.held, 0)::int as stock_held, p.status, p.product_group,
         p.images, p.attributes, p.created_at, p.updated_at
    from products p
    left join stock_levels l on l.company_id = p.company_id and l.product_id = p.id
   where p.company_id = $1 and p.store_id = $2 and p.status <> 'archived'
   order by p.name, p.id
   limit $3 offset $4`;
const COUNT = `
  select count(*)::int as total from (
    select 1 from products where company_id = $1 and store_id = $2 and status <> 'archived' limit 10001) counted`;

async function startBare(url: string): Promise<{ url: string; stop: () => void }> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'bare-server.ts'), url, demo.company_id, QUERY, COUNT],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { url: `http://127.0.0.1:${JSON.parse(line).port}`, stop: () => child.kill() };
}

const answerOf = async (url: string | URL): Promise<string> =>
  (await fetch(url, { headers: HEADERS })).text();

/** What the process behind a door has used of the processor so far, in ms. */
async function cpuOf(door: string): Promise<number> {
  const [, seconds] =
    /^process_cpu_seconds_total (\S+)/m.exec(await answerOf(new URL('/metrics', door))) ?? [];
  return Number(seconds) * 1000;
}

async function load(
  door: string,
  until: { duration: number } | { amount: number },
): Promise<{ per_second: number; cpu_ms: number }> {
  const cpu = await cpuOf(door);
  const { requests, duration, non2xx, errors } = await autocannon({
    url: door,
    headers: HEADERS,
    connections: CONNECTIONS,
    ...until,
  });
  if (non2xx + errors > 0) throw new Error(`${door}: ${non2xx} refused, ${errors} failed`);
  return {
    per_second: requests.total / duration,
    cpu_ms: ((await cpuOf(door)) - cpu) / requests.total,
  };
}

const median = (numbers: number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/**
 * GET /internal/products by REST and by tRPC, beside the same queries and the same bytes from bare node:http. A
 * ratio is of one round, where all three ran one after the other; the median of the rounds is told.
 */
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
  const { store_id } = demo;
  const doors = {
    bare: `${bare.url}/?store_id=${store_id}`,
    rest: `${api.url}/internal/products?store_id=${store_id}`,
    trpc: `${api.url}/trpc/catalog.list?input=${encodeURIComponent(JSON.stringify({ store_id }))}`,
  };
  try {
    const same = await answerOf(doors.bare);
    if ((await answerOf(doors.rest)) !== same) throw new Error('REST answers something else.');
    if ((await answerOf(doors.trpc)) !== `{"result":{"data":${same}}}`)
      throw new Error('tRPC answers something else.');

    for (const door of Object.values(doors)) await load(door, { amount: WARM });
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({
        bare: await load(doors.bare, { duration: seconds }),
        rest: await load(doors.rest, { duration: seconds }),
        trpc: await load(doors.trpc, { duration: seconds }),
      });
    }
    console.log(
      `GET /internal/products, 50 rows, ${CONNECTIONS} connections, medians of ${ROUNDS} rounds of ${seconds} s`,
    );
    for (const door of ['bare', 'rest', 'trpc'] as const) {
      const per_second = median(rounds.map((round) => round[door].per_second));
      const ratio = median(rounds.map((round) => round[door].per_second / round.bare.per_second));
      const cpu_ms = median(rounds.map((round) => round[door].cpu_ms));
      console.log(
        `  ${door} ${per_second.toFixed(0).padStart(6)} requests/s  ratio ${ratio.toFixed(2)}  ${cpu_ms.toFixed(2)} ms of CPU each`,
      );
    }
  } finally {
    bare.stop();
    await api.kill('SIGTERM');
    await database.close();
  }
}
