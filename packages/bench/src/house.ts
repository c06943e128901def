import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { operations } from '@vek1/core/domains';
import { WORKSPACE } from '@vek1/core/kernel/config';
import { isTest } from '../../../infra/verify/place.ts';
import { readWorkspace } from '../../../infra/verify/read-workspace.ts';

const number = (value: number) => value.toLocaleString('en-US');

/** Runs a command of the workspace in a folder of it; throws with what it said where it fails. */
async function runIn(folder: string, command: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(join(WORKSPACE, folder, 'node_modules/.bin', command), args, {
    cwd: join(WORKSPACE, folder),
    maxBuffer: 16 * 1024 * 1024,
  });
  return stdout;
}

async function typeCheck(folder: string): Promise<string> {
  const said = await runIn(folder, 'tsc', '--noEmit', '--incremental', 'false', '--extendedDiagnostics');
  const of = (name: string) => Number(new RegExp(`^${name}:\\s+([\\d.]+)`, 'm').exec(said)?.[1]);
  return `${of('Total time').toFixed(1)} s, ${number(of('Instantiations'))} instantiations, ${number(of('Types'))} types, ${number(of('Files'))} files`;
}

/** The declarations of everything that the tree of operations reaches in core. */
async function declarations(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vek1-declarations-'));
  try {
    const out = join(folder, 'out');
    const core = join(WORKSPACE, 'packages/core/src');
    const project = {
      extends: join(WORKSPACE, 'packages/config/tsconfig.base.json'),
      compilerOptions: {
        noEmit: false,
        declaration: true,
        emitDeclarationOnly: true,
        outDir: out,
        rootDir: core,
        typeRoots: [join(WORKSPACE, 'node_modules/@types')],
      },
      files: [join(core, 'domains.ts')],
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(project));
    await runIn('.', 'tsc', '-p', folder);
    const files = (await readdir(out, { recursive: true })).filter((path) => path.endsWith('.d.ts'));
    const texts = await Promise.all(files.map((path) => readFile(join(out, path))));
    const bytes = texts.reduce((sum, text) => sum + text.byteLength, 0);
    return `${number(Math.round(bytes / 1000))} kB in ${number(files.length)} files`;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const tally = <T>(list: readonly T[], keyOf: (item: T) => string): string =>
  [...Map.groupBy(list, keyOf)].map(([key, { length }]) => `${length} ${key}`).join(', ');

/** How large the house is and what it costs to check: what its types take, what it can do, how long its files are. */
export async function run(): Promise<void> {
  const doors = [
    ...operations.flatMap((operation) => (operation.rest ? ['REST'] : [])),
    ...operations.flatMap((operation) => (operation.faces.includes('trpc') ? ['tRPC'] : [])),
  ];
  const sources = [...readWorkspace('*.ts', '*.tsx')].filter(([path]) => !isTest(path));
  const lengths = sources
    .map(([path, text]) => ({ path, lines: text.split('\n').length - 1 }))
    .sort((a, b) => a.lines - b.lines);
  const [median, longest] = [lengths[Math.floor(lengths.length / 2)], lengths.at(-1)];
  const lines = lengths.reduce((sum, file) => sum + file.lines, 0);

  console.log(`operations    ${operations.length}: ${tally(operations, ({ kind }) => kind)}`);
  console.log(`doors         ${doors.length}: ${tally(doors, (door) => door)}`);
  console.log(`source files  ${lengths.length} without tests, ${number(lines)} lines`);
  console.log(`their length  median ${median?.lines}, longest ${longest?.lines} (${longest?.path})`);
  console.log(`declarations  ${await declarations()}`);
  console.log(`tsc, all but the app  ${await typeCheck('.')}`);
  await runIn('apps/vek1', 'next', 'typegen');
  console.log(`tsc, the app          ${await typeCheck('apps/vek1')}`);
}
