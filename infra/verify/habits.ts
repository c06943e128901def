import { basename, dirname } from 'node:path/posix';
import { isTest } from './place.ts';
import type { Source } from './source.ts';
import type { Reason, Violation } from './violation.ts';

const LONGEST = 400;
const EMPTY_NAMES = new Set(
  'util utils helper helpers common misc service services manager managers types'.split(' '),
);
const READS_ENVIRONMENT =
  /(^|\/)(config\.ts|[^/]+\.config\.ts|bin\/[^/]+\.ts)$|^apps\/api\/src\/(main|dev)\.ts$|^infra\/.+\.ts$/;
const DEFAULT_EXPORTS = /^apps\/vek1\/src\/app\/|\.config\.ts$/;

interface Habit extends Reason {
  rule: string;
  what: string;
  /** The lines that break it. */
  broken(source: Source): readonly number[];
}

const HABITS: readonly Habit[] = [
  {
    rule: 'environment',
    what: 'reads process.env',
    why: 'each process reads its environment once, by a schema that names what is wrong',
    mend: "add the variable to the process's config.ts and pass its value in",
    broken: ({ path, environment }) => (READS_ENVIRONMENT.test(path) || isTest(path) ? [] : environment),
  },
  {
    rule: 'module-mock',
    what: 'mocks a module',
    why: 'a mocked module proves the mock',
    mend: 'pass a fake in, or let a fake server answer',
    broken: ({ moduleMocks }) => moduleMocks,
  },
  {
    rule: 'default-export',
    what: 'exports a default',
    why: 'a name that each importer makes up cannot be searched for',
    mend: 'export it by its name',
    broken: ({ path, defaultExports }) => (DEFAULT_EXPORTS.test(path) ? [] : defaultExports),
  },
  {
    rule: 'file-name',
    what: 'has a name that tells nothing',
    why: "a folder's file list tells its story",
    mend: 'name it by what it does',
    broken: ({ path }) => {
      const names = [...dirname(path).split('/'), basename(path).split('.', 1)[0] ?? ''];
      return names.some((it) => EMPTY_NAMES.has(it)) ? [1] : [];
    },
  },
  {
    rule: 'file-length',
    what: `has more than ${LONGEST} lines`,
    why: 'a file is read in one go',
    mend: 'split it by what its parts are about',
    broken: ({ lines }) => (lines > LONGEST ? [LONGEST + 1] : []),
  },
];

/** What a file does that none should, wherever it stands. */
export const checkHabits = (source: Source): Violation[] =>
  HABITS.flatMap(({ broken, rule, what, why, mend }) =>
    broken(source).map((line) => ({ path: source.path, line, rule, what, why, mend })),
  );
