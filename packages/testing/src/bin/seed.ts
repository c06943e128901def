import { ConfigError, readConfig } from '@vek1/core/kernel/config';
import { createVault, type Vault } from '@vek1/core/kernel/crypto';
import { findEmbedded, startEmbedded } from '@vek1/core/kernel/db/embedded';
import { migrate } from '@vek1/core/kernel/db/migrate';
import { type Db, openDatabase } from '@vek1/core/kernel/db/open-database';
import { migrateDurable } from '@vek1/faces/durable';
import { seedDemo } from '../seed/seed-demo.ts';

interface Scenario {
  about: string;
  seed: (db: Db, vault: Vault) => Promise<{ seeded: boolean }>;
}

const SCENARIOS: Record<string, Scenario> = {
  demo: { about: 'Empório Serra Azul: products, customers, conversations and 30 days of orders', seed: seedDemo },
};

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Where to seed. Starts and migrates the embedded database if there is neither a server nor one that runs. */
async function findDatabase({ database_url, data_dir }: ReturnType<typeof readConfig>) {
  const url = database_url ?? findEmbedded(data_dir);
  if (url) return { url, close: async () => {} };
  const embedded = await startEmbedded({ data_dir });
  await migrate(embedded.url, { also: migrateDurable });
  return embedded;
}

async function run(name: string, { about, seed }: Scenario): Promise<void> {
  const config = readConfig(process.env);
  const database = await findDatabase(config);
  const { host, hostname, pathname } = new URL(database.url);
  if (!LOOPBACK.test(hostname)) throw new ConfigError('');
}
