import type { Sql } from 'postgres';
import { decrypt, type EncryptionKeys, encrypt } from './crypto.ts';

/** Every column that holds what the vault sealed. A test holds it complete. */
export const SEALED_COLUMNS: readonly (readonly [table: string, column: string])[] = [
  ['emails', 'letter'],
  ['erp_settings', 'inbound_secret'],
  ['erp_settings', 'outbound_secret'],
  ['evolution_instances', 'secret'],
  ['payment_settings', 'abacatepay_api_key'],
  ['payment_settings', 'abacatepay_webhook_secret'],
];

const BATCH = 500;

/**
 * Seals anew, under the first key, whatever another key sealed; afterwards the other keys may go. A row that
 * changes meanwhile is left to whoever changed it, and looked at again. Throws, naming the column, where a key is
 * gone; what was done until then stays done.
 */
export async function reseal(sql: Sql, keys: EncryptionKeys, table: string, column: string): Promise<number> {
  const [first = ''] = keys.keys();
  let resealed = 0;
  for (;;) {
    const rows = await sql<{ at: string; sealed: string }[]>`
      select ctid::text as at, ${sql(column)} as sealed from ${sql(table)}
       where ${sql(column)} is not null and split_part(${sql(column)}, '.', 1) <> ${first} limit ${BATCH}`;
    if (rows.length === 0) return resealed;
    for (const { at, sealed } of rows) {
      const { count } = await sql`
        update ${sql(table)} set ${sql(column)} = ${encrypt(keys, open(keys, sealed, `${table}.${column}`))}
         where ctid = ${at}::tid and ${sql(column)} = ${sealed}`;
      resealed += count;
    }
  }
}

function open(keys: EncryptionKeys, sealed: string, where: string): string {
  try {
    return decrypt(keys, sealed);
  } catch (cause) {
    throw new Error(`${where}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}
