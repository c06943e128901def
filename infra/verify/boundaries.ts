import { checkCycles } from './cycles.ts';
import { checkHabits } from './habits.ts';
import { checkLayers } from './layers.ts';
import { readWorkspace } from './read-workspace.ts';
import { resolver } from './resolve-import.ts';
import { readSource } from './source.ts';
import { checkTableWrites } from './table-writes.ts';
import { report, type Violation } from './violation.ts';

/** Where a rule does not hold, and why. */
export interface Exception {
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
    because: 'tests look at rows; the harness runs the durable engine',
  },
  {
    rule: 'table-writes',
    path: 'packages/testing/src/',
    what: /./,
    because: 'tests and the seed set rows up before there is an operation that could',
  },
  {
    rule: 'table-writes',
    path: 'packages/bench/src/',
    what: /./,
    because: 'benches fill tables with hundreds of thousands of rows',
  },
  {
    rule: 'table-writes',
    path: 'packages/bench/src/money/clock.ts',
    what: /./,
    because: 'it brings claims, looks and ends of charges nearer, so that minutes pass in seconds',
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

/** Leaves out what an exception excuses, and names the exceptions that excuse nothing any more. */
export function excuse(
  violations: readonly Violation[],
  exceptions: readonly Exception[] = EXCEPTIONS,
): Violation[] {
  const idle = exceptions.filter((exception) => !violations.some((it) => excuses(exception, it)));
  return [
    ...violations.filter((it) => !exceptions.some((exception) => excuses(exception, it))),
    ...idle.map(({ rule, path }) => ({
      path: 'infra/verify/boundaries.ts',
      line: 1,
      rule: 'exceptions',
      what: `the exception of ${path} from ${rule} excuses nothing`,
      why: 'a forgotten exception hides the next breach',
      mend: 'delete it from EXCEPTIONS',
    })),
  ];
}

/** Checks all files at once. `files`: the workspace's TypeScript and `package.json` files, text by path. */
export function checkBoundaries(files: ReadonlyMap<string, string>): Violation[] {
  const typescript = [...files].filter(([path]) => /\.tsx?$/.test(path));
  const sources = new Map(typescript.map(([path, text]) => [path, readSource(path, text)]));
  const resolve = resolver(files);
  return [
    ...[...sources.values()].flatMap((source) => [...checkLayers(source, resolve), ...checkHabits(source)]),
    ...checkTableWrites(sources, resolve),
    ...checkCycles(sources, resolve),
  ];
}

if (import.meta.main) report(excuse(checkBoundaries(readWorkspace('*.ts', '*.tsx', '*package.json'))));
