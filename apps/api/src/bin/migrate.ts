import { readConfig } from '@vek1/core/kernel/config';
import { findEmbedded, startEmbedded } from '@vek1/core/kernel/db/embedded';
import { migrate } from '@vek1/core/kernel/db/migrate';
import { migrateDurable } from '@vek1/faces/durable';

/** `pnpm db:migrate`: on `DATABASE_URL`, or on the embedded database, whether one runs or not. */
const { database_url, data_dir } = readConfig(process.env);
const running = database_url ?? findEmbedded(data_dir);
const embedded = running ? null : await startEmbedded({ data_dir });
const url = running ?? embedded?.url ?? '';
await migrate(url, { also: migrateDurable });
await embedded?.close();
console.log(
  `Migrated ${database_url ? 'the server of DATABASE_URL' : `the embedded database of ${data_dir}`}.`,
);
