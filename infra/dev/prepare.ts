import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Makes the secrets of development once, before anything starts: several processes read them. */
const data_dir = resolve(import.meta.dirname, '../..', process.env.DATA_DIR || '.data');
const file = join(data_dir, 'secrets.json');
const secret = () => randomBytes(32).toString('base64url');
const made = {
  AUTH_TOKEN: secret(),
  INTERNAL_TOKEN: secret(),
  WEBHOOK_TOKEN: secret(),
  BETTER_AUTH_SECRET: secret(),
  ENCRYPTION_KEYS: `dev:${randomBytes(32).toString('base64')}`,
};
const written = (secrets: object) => `${JSON.stringify(secrets, null, 2)}\n`;

mkdirSync(data_dir, { recursive: true });
try {
  writeFileSync(file, written(made), { flag: 'wx', mode: 0o600 });
} catch (error) {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  const kept = JSON.parse(readFileSync(file, 'utf8'));
  // One that came to the house since is added; those that are in use stay.
  if (Object.keys(made).some((name) => !(name in kept))) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, written({ ...made, ...kept }), { mode: 0o600 });
    renameSync(draft, file);
  }
}
