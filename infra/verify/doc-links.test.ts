import { expect, it } from 'vitest';
import { checkDocs } from './doc-links.ts';

const WORKSPACE: Record<string, string> = {
  'package.json': JSON.stringify({ name: 'vek1', scripts: { test: '', 'db:seed': '' } }),
  'apps/api/package.json': JSON.stringify({ name: '@vek1/api', scripts: { start: '' } }),
  'packages/core/src/order/contract.ts': '',
  'infra/docs/decisions.md': '',
};

const breaches = (files: Record<string, string>): string[] =>
  checkDocs(new Map(Object.entries({ ...WORKSPACE, ...files }))).map(
    ({ path, line, rule, what }) => `${path}:${line} ${rule}: ${what}`,
  );

it.each([
  [
    '[decisions](infra/docs/decisions.md#why) and [docs](./infra/docs/) and [web](https://example.com/x.md)',
    'links',
  ],
  [
    '[home](/infra/docs/decisions.md "title") ![x](<package.json>) [top](#heading)',
    'links from the root, with titles',
  ],
  ['`packages/core/src/order/contract.ts:12`, `order/contract.ts`, `packages/core/`', 'paths'],
  [
    '`packages/core/src/<domain>/x.ts`, `packages/*/y.ts`, `.data/secrets.json`, `and/or`, `application/json`',
    'what is no path',
  ],
  [
    '`pnpm test`, `npx -y pnpm@12 test`, `pnpm --filter @vek1/api start`, `pnpm install`, pnpm workspace',
    'commands',
  ],
  ['```sh\nDATABASE_URL=x pnpm run db:seed demo\n[not](a-link.md)\n```', 'blocks'],
])('lets be: %s', (text) => {
  expect(breaches({ 'README.md': text })).toEqual([]);
});

it.each([
  ['\n[gone](infra/docs/gone.md)', '2 link: links to infra/docs/gone.md'],
  ['[gone]: docs/gone.md', '1 link: links to docs/gone.md'],
  ['<img src="gone.png">', '1 link: links to gone.png'],
  ['`packages/core/src/order/gone`', '1 path: names packages/core/src/order/gone'],
  ['see\n`order/gone.ts:7`', '2 path: names order/gone.ts'],
  ['`pnpm gone`', '1 command: says pnpm gone'],
  ['```sh\ncd x\nnpx -y pnpm@12 gone --flag\n```', '3 command: says pnpm@12 gone'],
  ['`pnpm --filter @vek1/api test`', '1 command: says pnpm --filter @vek1/api test'],
])('finds what leads nowhere in %j', (text, breach) => {
  expect(breaches({ 'README.md': text })).toEqual([`README.md:${breach}`]);
});

it('follows links from the folder of the text', () => {
  const text = '[contract](contract.ts) [gone](order/contract.ts) `../order/contract.ts`';
  expect(breaches({ 'packages/core/src/order/README.md': text })).toEqual([
    'packages/core/src/order/README.md:1 link: links to order/contract.ts',
  ]);
});

it.each(['tmp', 'work', 'root'])('finds a path of one machine in any text: /%s', (folder) => {
  const path = `/${folder}/vek1/x`;
  expect(breaches({ 'apps/api/src/app.ts': `const a = 1;\nopen('${path}');` })).toEqual([
    `apps/api/src/app.ts:2 private-place: names a path of one machine, ${path}');`,
  ]);
});

it('lets folders of those names be below others', () => {
  expect(breaches({ 'x.yml': `path: data/tmp/x\nurl: https://example.com/work/x\nat: $HOME/tmp/x` })).toEqual(
    [],
  );
});

it.each([
  ['https:', '//registry.example.com/x'],
  ['tarball: ', 'http://10.0.0.1/x.tgz'],
  ['registry', '=http://10.0.0.1'],
])('finds a registry in any text: %s%s', (start, end) => {
  expect(breaches({ 'pnpm-lock.yaml': `a: 1\n${start}${end}` })[0]).toMatch(
    /^pnpm-lock.yaml:2 private-place: names a registry/,
  );
});
