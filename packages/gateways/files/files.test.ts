import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesSuite } from '@vek1/testing/port-suites/files';
import { expect, it } from 'vitest';
import { createDiskFiles } from './index.ts';

const temporary = () => mkdtemp(join(tmpdir(), 'vek1-files-'));

filesSuite('the disk', async () => {
  const folder = await temporary();
  return { files: createDiskFiles(folder), close: () => rm(folder, { recursive: true }) };
});

it('leaves no drafts behind', async () => {
  const folder = await temporary();
  const files = createDiskFiles(folder);
  await Promise.all([1, 2, 3].map(() => files.put('company/one', new Uint8Array(1000))));
  expect(await readdir(join(folder, 'company'))).toEqual(['one']);
  await rm(folder, { recursive: true });
});
