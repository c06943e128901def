import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  openAsBlob,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE } from '@vek1/core/kernel/config';
import { startEmbedded } from '@vek1/core/kernel/db/embedded';
import { lockFile } from '@vek1/core/kernel/db/lock-file';
import { migrate } from '@vek1/core/kernel/db/migrate';
import postgres from 'postgres';

export interface TestDatabase {
  url: string;
  close(): Promise<void>;
}

const server = process.env.DATABASE_URL || null;

/** Whether tests run on the server of `DATABASE_URL`: races between connections can be shown only there. */
export const isRealServer = server !== null;

/**
 * A database of the caller's own, migrated and empty: a copy of a template that is made once for each state
 * of the migrations. With `DATABASE_URL` on that server, else embedded, in memory.
 */
export function createTestDatabase(): Promise<TestDatabase> {
  return server ? cloneOn(server) : startFromDump();
}

async function migrateAll(url: string): Promise<void> {
  // Loaded only when a template is made: the durable engine takes a while to import.
  const { migrateDurable } = await import('@vek1/faces/durable');
  await migrate(url, { also: migrateDurable });
}

/** Names the state that a template holds: what was migrated, by which code, on which engine. */
function templateHash(): string {
  const hash = createHash('sha256');
  const sources = globSync(
    [
      'pnpm-workspace.yaml',
      'packages/core/src/kernel/db/migrate.ts',
      'packages/core/migrations/**/*.{sql,json}',
    ],
    { cwd: WORKSPACE },
  );
  for (const source of sources.sort()) hash.update(source).update(readFileSync(join(WORKSPACE, source)));
  return hash.digest('hex').slice(0, 16);
}

async function startFromDump(): Promise<TestDatabase> {
  return startEmbedded({ data_dir: null, load: await openAsBlob(await templateDump()) });
}

/** The path of the template's dump. Uncompressed: it loads three times as fast. */
async function templateDump(): Promise<string> {
  const cache = join(WORKSPACE, 'node_modules/.cache/vek1');
  const dump = join(cache, `template-${templateHash()}.tar`);
  if (existsSync(dump)) return dump;
  mkdirSync(cache, { recursive: true });
  const unlock = lockFile(join(cache, 'template.lock'), 60_000);
  try {
    // Another test file may have made it while this one waited.
    if (!existsSync(dump)) await makeDump(cache, dump);
  } finally {
    unlock?.();
  }
  return dump;
}

async function makeDump(cache: string, dump: string): Promise<void> {
  const { url, pglite, close } = await startEmbedded({ data_dir: null });
  try {
    await migrateAll(url);
    const draft = `${dump}.${process.pid}`;
    writeFileSync(draft, await (await pglite.dumpDataDir('none')).bytes());
    for (const old of globSync('template-*.tar', { cwd: cache })) rmSync(join(cache, old));
    renameSync(draft, dump);
  } finally {
    await close();
  }
}

async function cloneOn(url: string): Promise<TestDatabase> {
  const name = `vek1_test_${randomBytes(8).toString('hex')}`;
  await asAdmin(url, async (admin) => {
    const template = `vek1_template_${templateHash()}`;
    await ensureTemplate(admin, url, template);
    await admin`create database ${admin(name)} template ${admin(template)}`;
  });
  return {
    url: databaseOn(url, name),
    close: () => asAdmin(url, (admin) => admin`drop database if exists ${admin(name)} with (force)`),
  };
}

/** One connection; what it locks is free again when `use` is done. */
async function asAdmin(url: string, use: (admin: postgres.Sql) => Promise<unknown>): Promise<void> {
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await use(admin);
  } finally {
    await admin.end();
  }
}

async function ensureTemplate(admin: postgres.Sql, url: string, template: string): Promise<void> {
  const exists = async () => (await admin`select from pg_database where datname = ${template}`).length > 0;
  if (await exists()) return;
  await admin`select pg_advisory_lock(hashtext(${template}))`;
  if (await exists()) return;
  // It gets its name when it is whole.
  const draft = `${template}_draft`;
  await admin`drop database if exists ${admin(draft)} with (force)`;
  await admin`create database ${admin(draft)}`;
  await migrateAll(databaseOn(url, draft));
  await admin`alter database ${admin(draft)} rename to ${admin(template)}`;
}

function databaseOn(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}
