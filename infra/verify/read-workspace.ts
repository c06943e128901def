import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** The workspace's files, text by path from its root: tracked or new, never ignored ones. A binary file's text is empty. */
export function readWorkspace(...patterns: string[]): Map<string, string> {
  // A checkout in CI often belongs to another user than the one who runs this.
  const list = [
    '-c',
    'safe.directory=*',
    'ls-files',
    '-coz',
    '--exclude-standard',
    '--deduplicate',
    '--',
    ...patterns,
  ];
  const listed = execFileSync('git', list, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const files = new Map<string, string>();
  for (const path of listed.split('\0').sort()) {
    const full = resolve(ROOT, path);
    if (!statSync(full, { throwIfNoEntry: false })?.isFile()) continue;
    const text = readFileSync(full, 'utf8');
    files.set(path, text.includes('\0') ? '' : text);
  }
  return files;
}
