import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

/** The workspace's files by path from its root: tracked or new, never ignored or deleted ones. */
export function listFiles(...patterns: string[]): string[] {
  // A checkout in CI often belongs to another user than the one who runs this.
  const git = ['-c', 'safe.directory=*', 'ls-files', '-coz', '--exclude-standard', '--', ...patterns];
  const listed = execFileSync('git', git, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 << 20 });
  const paths = listed.split('\0').filter((path) => path && existsSync(join(ROOT, path)));
  return [...new Set(paths)].sort();
}

/** Their texts by path; binary files are left out. */
export function readFiles(paths: readonly string[]): Map<string, string> {
  const texts = paths.map((path): [string, string] => [path, readFileSync(join(ROOT, path), 'utf8')]);
  return new Map(texts.filter(([, text]) => !text.includes('\0')));
}
