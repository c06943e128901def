import { type Config, readConfig } from '@vek1/core/kernel/config';
import { createVault, type Vault } from '@vek1/core/kernel/crypto';
import { findEmbedded, startEmbedded } from '@vek1/core/kernel/db/embedded';
import { migrate } from '@vek1/core/kernel/db/migrate';
import { type Db, openDatabase } from '@vek1/core/kernel/db/open-database';
import { seedDemo } from '../seed/seed-demo.ts';
import { seedLarge } from '../seed/seed-large.ts';

interface Scenario {
  about: string;
  seed: (db: Db, vault: Vault) => Promise<{ seeded: boolean }>;
}

const SCENARIOS = new Map<string, Scenario>([
  ['demo', { about: 'the shop of `pnpm dev` and its last 30 days', seed: seedDemo }],
  ['large', { about: 'a second store: 5,000 products, 5,000 customers, 20,000 orders', seed: seedLarge }],
]);

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The database of the configuration, or the embedded one: as it runs, or started and migrated for this. */
async function findDatabase({
  database_url,
  data_dir,
}: Config): Promise<{ url: string; close?: () => Promise<void> }> {
  const { hostname } = new URL(database_url ?? 'postgres://localhost');
  if (!LOOPBACK.test(hostname)) {
    throw new Error(
      `DATABASE_URL names ${hostname || 'no host'}: a seed goes only into a database of this machine.`,
    );
  }
  const url = database_url ?? findEmbedded(data_dir);
  if (url) return { url };
  const embedded = await startEmbedded({ data_dir });
  // Loaded only here: the durable engine takes a while to import.
  const { migrateDurable } = await import('@vek1/faces/durable');
  await migrate(embedded.url, { also: migrateDurable });
  return embedded;
}

async function run({ about, seed }: Scenario): Promise<void> {
  const config = readConfig(process.env);
  const found = await findDatabase(config);
  const { db, close } = openDatabase({ url: found.url, pool: 1 });
  try {
    const { seeded } = await seed(db, createVault(config.encryption_keys));
    const { host, pathname } = new URL(found.url);
    console.log(seeded ? `seeded ${about}` : `nothing changed: ${about} is there`);
    console.log(
      `in ${host}${pathname}${config.database_url ? '' : `, the embedded database of ${config.data_dir}`}`,
    );
  } finally {
    await close();
    await found.close?.();
  }
}

const [name = 'demo'] = process.argv.slice(2);
const scenario = SCENARIOS.get(name);
try {
  if (scenario) await run(scenario);
  else if (name === 'list') for (const [known, { about }] of SCENARIOS) console.log(`${known}: ${about}`);
  else
    throw new Error(
      `There is no scenario ${name}: it is one of ${[...SCENARIOS.keys(), 'list'].join(', ')}.`,
    );
} catch (error) {
  // A failed query hides why behind the query.
  const why = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  console.error(why instanceof Error ? why.message : why);
  process.exitCode = 1;
}
