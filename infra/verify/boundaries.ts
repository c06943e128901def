import { checkCycles } from './cycles.ts';
import { checkHabits } from './habits.ts';
import { checkLayers } from './layers.ts';
import { listFiles, readFiles } from './list-files.ts';
import { resolver } from './resolve-import.ts';
import { readSource, type Source } from './source.ts';
import { checkTableWrites } from './table-writes.ts';
import { report, type Violation } from './violation.ts';

interface Exception {
  rule: string;
  /** A file, or a folder with its slash. */
  path: string;
  what: RegExp;
  because: string;
}

const EXCEPTIONS: readonly Exception[] = [
  {
    rule: 'libraries',
    path: 'apps/api/src/house.ts',
    what: /drizzle-orm/,
    because: 'the health door pings the database by `sql`',
  },
  {
    rule: 'libraries',
    path: 'packages/testing/src/',
    what: /drizzle-orm|@dbos-inc/,
    because: 'tests and the seed look at rows and set them; the harness runs the durable engine',
  },
  {
    rule: 'environment',
    path: 'packages/testing/src/',
    what: /./,
    because: 'DATABASE_URL chooses the server that tests run on',
  },
  {
    rule: 'environment',
    path: 'apps/vek1/src/instrumentation.ts',
    what: /./,
    because: 'NEXT_RUNTIME is a constant that the bundler puts in',
  },
];

const excuses = (exception: Exception, { rule, path, what }: Violation): boolean =>
  exception.rule === rule && path.startsWith(exception.path) && exception.what.test(what);

/** Checks all files at once. `files`: the workspace's TypeScript and `package.json` files, text by path. */
export function checkBoundaries(files: ReadonlyMap<string, string>): Violation[] {
  const violations: Violation[] = [];
  const sources = new Map<string, Source>();
  for (const [path, text] of files) {
    if (!/\.tsx?$/.test(path)) continue;
    sources.set(path, readSource(path, text));
  }
  const resolve = resolver(files);
  for (const source of sources.values())
    violations.push(...checkLayers(source, resolve), ...checkHabits(source));
  violations.push(...checkTableWrites(sources, resolve), ...checkCycles(sources, resolve));
  return violations.filter((it) => !EXCEPTIONS.some((exception) => excuses(exception, it)));
}

if (import.meta.main) report(checkBoundaries(readFiles(listFiles('*.ts', '*.tsx', '*package.json'))));
