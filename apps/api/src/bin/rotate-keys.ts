import { readConfig } from '@vek1/core/kernel/config';
import { findEmbedded } from '@vek1/core/kernel/db/embedded';
import { openDatabase } from '@vek1/core/kernel/db/open-database';
import { reseal, SEALED_COLUMNS } from '@vek1/core/kernel/reseal';

/**
 * `pnpm keys:rotate`: seals everything under the first of `ENCRYPTION_KEYS`, beside running processes that have
 * that first key too. Afterwards the other keys may be taken away.
 */
const { database_url, data_dir, encryption_keys } = readConfig(process.env);
const url = database_url ?? findEmbedded(data_dir);
if (!url) throw new Error('DATABASE_URL: missing, and no embedded database runs here (start `pnpm dev`)');
const database = openDatabase({ url, pool: 1 });
try {
  for (const [table, column] of SEALED_COLUMNS)
    console.log(
      `${table}.${column}: ${await reseal(database.sql, encryption_keys, table, column)} sealed anew`,
    );
} finally {
  await database.close();
}
