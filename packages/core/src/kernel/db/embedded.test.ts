import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { findEmbedded, startEmbedded } from './embedded.ts';

let data_dir: string;
beforeEach(() => {
  data_dir = mkdtempSync(join(tmpdir(), 'vek1-embedded-'));
});
afterEach(() => rmSync(data_dir, { recursive: true, force: true }));

/** Another process that has `data_dir` open, once it has written its address. */
async function otherProcess() {
  const program = `
    import { startEmbedded } from ${JSON.stringify(import.meta.resolve('./embedded.ts'))};
    console.log((await startEmbedded({ data_dir: ${JSON.stringify(data_dir)} })).url);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [url] = await once(child.stdout.setEncoding('utf8'), 'data');
  return {
    pid: child.pid,
    url: String(url).trim(),
    exited: once(child, 'exit'),
    kill: () => child.kill('SIGKILL'),
  };
}

async function query(url: string, text: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  return sql.unsafe(text).finally(() => sql.end());
}

it('refuses a second process, tells others where to connect, and outlives kill -9', async () => {
  const holder = await otherProcess();
  await expect(startEmbedded({ data_dir })).rejects.toThrow(
    `The embedded database in ${data_dir} is already open in process ${holder.pid}.`,
  );
  expect(findEmbedded(data_dir)).toBe(holder.url);
  await query(holder.url, "create table notes (body text); insert into notes values ('kept')");

  holder.kill();
  await holder.exited;
  expect(findEmbedded(data_dir)).toBeNull();
  const embedded = await startEmbedded({ data_dir });
  expect(await query(embedded.url, 'select body from notes')).toEqual([{ body: 'kept' }]);

  await embedded.close();
  expect(findEmbedded(data_dir)).toBeNull();
});

it('starts from a dump, with the extensions', async () => {
  const first = await startEmbedded({ data_dir: null });
  await query(first.url, 'create extension vector; create extension pg_trgm; create extension unaccent');
  await query(first.url, "create table vectors as select '[1,2]'::vector as at");
  const second = await startEmbedded({ data_dir: null, load: await first.pglite.dumpDataDir('none') });
  const [row] = await query(
    second.url,
    "select at <-> '[1,4]' as far, unaccent('ç') as c, similarity('a', 'a') as like from vectors",
  );
  expect(row).toEqual({ far: 2, c: 'c', like: 1 });
  await Promise.all([first.close(), second.close()]);
});
