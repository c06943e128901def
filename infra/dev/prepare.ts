import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Makes the secrets of development once, before anything starts: several processes read them. */
const data_dir = resolve(import.meta.dirname, '../..', process.env.DATA_DIR || '.data');
const secret = (bytes: number) => randomBytes(bytes).toString('base64url');

mkdirSync(data_dir, { recursive: true });
try {
  const secrets = {
    AUTH_TOKEN: secret(32),
    INTERNAL_TOKEN: secret(32),
    WEBHOOK_TOKEN: secret(32),
    ENCRYPTION_KEYS: `dev:${randomBytes(32).toString('base64')}`,
  };
  writeFileSync(join(data_dir, 'secrets.json'), `${JSON.stringify(secrets, null, 2)}\n`, {
    flag: 'wx',
    mode: 0o600,
  });
} catch (error) {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
}
