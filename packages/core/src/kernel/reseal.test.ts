import { randomBytes } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@vek1/testing/database';
import { makeShop, type Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVault, type EncryptionKeys } from './crypto.ts';
import { type Database, openDatabase } from './db/open-database.ts';
import { reseal, SEALED_COLUMNS } from './reseal.ts';

const CORE = join(import.meta.dirname, '..');

/** Where something is sealed, also by `kernel/merge-settings.ts`, and the columns it goes to. */
const SEALING: Record<string, string[]> = {
  'agent/operations/create-agent.ts': ['evolution_instances.secret'],
  'email/queue-letter.ts': ['emails.letter'],
  // Only to be compared with: it is kept nowhere.
  'erp/operations/receive-event.ts': [],
  'erp/operations/save-settings.ts': ['erp_settings.inbound_secret', 'erp_settings.outbound_secret'],
  'payment/operations/save-settings.ts': [
    'payment_settings.abacatepay_api_key',
    'payment_settings.abacatepay_webhook_secret',
  ],
};

it('knows every column that anything is sealed into', () => {
  const sealing = globSync('**/*.ts', { cwd: CORE, exclude: ['kernel/**', '**/*.test.ts'] }).filter((file) =>
    /\.seal\(|merge-settings/.test(readFileSync(join(CORE, file), 'utf8')),
  );
  expect(sealing.toSorted()).toEqual(Object.keys(SEALING));
  expect(SEALED_COLUMNS.map((names) => names.join('.')).toSorted()).toEqual(
    Object.values(SEALING).flat().toSorted(),
  );
});

const old: EncryptionKeys = new Map([['k0', randomBytes(32)]]);
const fresh: EncryptionKeys = new Map([['k1', randomBytes(32)]]);
const both: EncryptionKeys = new Map([...fresh, ...old]);

describe('a rotation of keys', () => {
  let test_database: TestDatabase;
  let database: Database;
  let shops: Shop[];
  const SECRETS = ['abacatepay_api_key', 'abacatepay_webhook_secret'] as const;

  beforeAll(async () => {
    test_database = await createTestDatabase();
    database = openDatabase({ url: test_database.url, pool: 2 });
    shops = [];
    for (let n = 0; n < 3; n += 1) shops.push(await makeShop(database.db, createVault(old), []));
    await database.sql`update payment_settings set abacatepay_webhook_secret = null where store_id = ${shops[2]?.store_id ?? ''}`;
  });
  afterAll(async () => {
    await database?.close();
    await test_database?.close();
  });

  const sealed = async (shop: Shop | undefined) => {
    const [row] = await database.sql`select * from payment_settings where store_id = ${shop?.store_id ?? ''}`;
    return row ?? {};
  };

  it('opens under the new keys what the old one sealed, and seals by the first', async () => {
    const vault = createVault(both);
    const { abacatepay_api_key } = await sealed(shops[0]);
    expect(vault.open(abacatepay_api_key)).toBe(shops[0]?.api_key);
    expect(() => createVault(fresh).open(abacatepay_api_key)).toThrow('k0 is not configured');
    const again = vault.seal(vault.open(abacatepay_api_key));
    expect(createVault(fresh).open(again)).toBe(shops[0]?.api_key);
  });

  it('stops, and names the column, where the old key is gone', async () => {
    await expect(reseal(database.sql, fresh, 'payment_settings', 'abacatepay_api_key')).rejects.toThrow(
      'payment_settings.abacatepay_api_key: encryption key k0 is not configured',
    );
  });

  it('seals everything anew, once, so that the old key may go', async () => {
    for (const column of SECRETS) await reseal(database.sql, both, 'payment_settings', column);
    const vault = createVault(fresh);
    for (const [index, shop] of shops.entries()) {
      const row = await sealed(shop);
      expect(vault.open(row.abacatepay_api_key)).toBe(shop.api_key);
      if (index < 2) expect(vault.open(row.abacatepay_webhook_secret)).toBe(shop.webhook_secret);
      else expect(row.abacatepay_webhook_secret).toBeNull();
    }
    expect(await reseal(database.sql, both, 'payment_settings', 'abacatepay_api_key')).toBe(0);
    expect(await reseal(database.sql, both, 'evolution_instances', 'secret')).toBe(3);
  });

  it('never undoes what was saved meanwhile', async () => {
    const [shop] = shops;
    const back = new Map([...old, ...fresh]);
    const saved = createVault(back).seal('saved meanwhile');
    const racing = reseal(database.sql, back, 'payment_settings', 'abacatepay_api_key');
    await database.sql`update payment_settings set abacatepay_api_key = ${saved} where store_id = ${shop?.store_id ?? ''}`;
    await racing;
    expect(createVault(old).open((await sealed(shop)).abacatepay_api_key)).toBe('saved meanwhile');
  });
});
