import { describe, expect, it } from 'vitest';
import { domains } from '../../packages/core/src/domains.ts';
import { checkBoundaries, excuse } from './boundaries.ts';
import { FLOORS } from './place.ts';

const CORE = 'packages/core/src';
const PACKAGE = JSON.stringify({
  name: '@vek1/core',
  exports: {
    './kernel/*': './src/kernel/*.ts',
    './*/tables': './src/*/tables.ts',
    './*': './src/*/index.ts',
  },
});
/** What the imports of the tests below may point at. */
const HOUSE: Record<string, string> = {
  'packages/core/package.json': PACKAGE,
  [`${CORE}/kernel/errors.ts`]: 'export const found = 1;',
  [`${CORE}/ports/pix.ts`]: 'export interface Pix { id: string }',
  [`${CORE}/stock/contract.ts`]: 'export type Level = number;',
  [`${CORE}/stock/tables.ts`]: "export const stock_levels = pgTable('stock_levels', {});",
  [`${CORE}/stock/rows.ts`]: 'export const rows = 1;',
  [`${CORE}/stock/operations/hold-stock.ts`]: 'export const holdStock = 1;',
  [`${CORE}/order/contract.ts`]: 'export type Order = number;',
  [`${CORE}/order/tables.ts`]: "export const orders = pgTable('orders', {});",
  [`${CORE}/order/events.ts`]: 'export const orderMoved = 1;',
  [`${CORE}/order/operations/create-order.ts`]: 'export const createOrder = 1;',
};

/** What a house with these files breaks, as `path:line rule: what`. */
const breaches = (files: Record<string, string>): string[] =>
  checkBoundaries(new Map(Object.entries({ ...HOUSE, ...files }))).map(
    ({ path, line, rule, what }) =>
      `${path.replace(`${CORE}/`, '')}:${line} ${rule}: ${what.replaceAll(`${CORE}/`, '')}`,
  );

it('finds nothing in a house that keeps its rules', () => {
  expect(breaches({})).toEqual([]);
});

it('knows the floors in the order of the product', () => {
  expect(Object.keys(domains)).toEqual(FLOORS.filter((it) => it in domains));
});

describe('layers', () => {
  it.each([
    ['kernel/runner.ts', "import type { Order } from '../order/contract.ts';", 'order/contract.ts'],
    ['ports/files.ts', "import type { Order } from '../order/contract.ts';", 'order/contract.ts'],
    ['order/contract.ts', "import { orders } from './tables.ts';", 'order/tables.ts'],
    ['order/tables.ts', "import { found } from './contract.ts';", 'order/contract.ts'],
    ['order/rules.ts', "import type { Level } from '../stock/contract.ts';", 'stock/contract.ts'],
    ['order/rules.ts', "import { found } from '../kernel/errors.ts';", 'kernel/errors.ts'],
    ['order/events.ts', "import { orders } from './tables.ts';", 'order/tables.ts'],
    [
      'stock/operations/set-stock.ts',
      "import { createOrder } from '../../order/operations/create-order.ts';",
      'order/operations/create-order.ts',
    ],
    ['stock/operations/set-stock.ts', "import { orders } from '../../order/tables.ts';", 'order/tables.ts'],
    ['stock/listen.ts', "import { orderMoved } from '../order/events.ts';", 'order/events.ts'],
    ['order/tell.ts', "import { rows } from '../stock/rows.ts';", 'stock/rows.ts'],
  ])('keeps %s from %s', (path, text, target) => {
    expect(breaches({ [`${CORE}/${path}`]: text })).toContain(`${path}:1 layers: imports ${target}`);
  });

  it.each([
    [
      'order/contract.ts',
      "import type { Level } from '../stock/contract.ts';\nimport type { Pix } from '../ports/pix.ts';",
    ],
    [
      'stock/tables.ts',
      "import { orders } from '../order/tables.ts';\nimport type { Order } from '../order/contract.ts';",
    ],
    [
      'order/rules.ts',
      "import type { Order } from './contract.ts';\nimport { randomInt } from 'node:crypto';",
    ],
    [
      'order/rows.ts',
      "import { holdStock } from '../stock/operations/hold-stock.ts';\nimport { stock_levels } from '../stock/tables.ts';",
    ],
    ['order/rules.test.ts', "import { rows } from '../stock/rows.ts';"],
    ['domains.ts', "import { createOrder } from './order/operations/create-order.ts';"],
  ])('lets %s import what it may: %s', (path, text) => {
    expect(breaches({ [`${CORE}/${path}`]: text })).toEqual([]);
  });

  it('sees every way to import: a re-export, a dynamic import, a type in place', () => {
    const text =
      "export { rows } from '../stock/rows.ts';\nawait import('../stock/rows.ts');\ntype Rows = typeof import('../stock/rows.ts');";
    expect(breaches({ [`${CORE}/order/rows.ts`]: text })).toEqual(
      [1, 2, 3].map((line) => `order/rows.ts:${line} layers: imports stock/rows.ts`),
    );
  });

  it("follows a package's exports", () => {
    const text =
      "import { found } from '@vek1/core/kernel/errors';\nimport { orders } from '@vek1/core/order/tables';";
    expect(breaches({ 'packages/faces/src/rest.ts': text })).toEqual([
      'packages/faces/src/rest.ts:2 layers: imports order/tables.ts',
    ]);
  });

  it("keeps a gateway to its port and its vendor's own files", () => {
    const text =
      "import type { Pix } from '../../core/src/ports/pix.ts';\nimport { call } from '../call.ts';\nimport { wire } from '../evolution/wire.ts';\nimport { found } from '@vek1/core/kernel/errors';";
    const files = {
      'packages/gateways/stripe/index.ts': text,
      'packages/gateways/call.ts': '',
      'packages/gateways/evolution/wire.ts': '',
    };
    expect(breaches(files)).toEqual([
      'packages/gateways/stripe/index.ts:3 layers: imports packages/gateways/evolution/wire.ts',
      'packages/gateways/stripe/index.ts:4 layers: imports kernel/errors.ts',
    ]);
  });

  it('asks for the floor of a new domain', () => {
    expect(breaches({ [`${CORE}/loyalty/contract.ts`]: '' })).toEqual([
      'loyalty/contract.ts:1 layers: loyalty has no floor',
    ]);
  });
});

describe('libraries', () => {
  it.each([
    [`${CORE}/order/contract.ts`, 'drizzle-orm'],
    [`${CORE}/order/rules.ts`, 'node:fs'],
    [`${CORE}/order/rows.ts`, 'stripe'],
    ['packages/gateways/llm/index.ts', 'stripe'],
    ['packages/gateways/llm/index.ts', 'hono'],
    ['packages/faces/src/rest.ts', '@dbos-inc/dbos-sdk'],
    ['apps/api/src/app.ts', 'drizzle-orm'],
    ['apps/api/src/app.ts', '@ai-sdk/provider'],
  ])('keeps %s from %s', (path, library) => {
    expect(breaches({ [path]: `import it from '${library}';` })).toEqual([
      `${path.replace(`${CORE}/`, '')}:1 libraries: imports ${library}`,
    ]);
  });

  it.each([
    [`${CORE}/order/tables.ts`, 'drizzle-orm/pg-core'],
    ['packages/gateways/llm/index.ts', 'ai'],
    ['packages/gateways/llm/index.ts', 'cockatiel'],
    ['packages/faces/src/durable.ts', '@dbos-inc/dbos-sdk'],
  ])('lets %s import %s', (path, library) => {
    expect(breaches({ [path]: `import it from '${library}';` })).toEqual([]);
  });
});

describe('table-writes', () => {
  const write = (statement: string) =>
    breaches({
      [`${CORE}/order/operations/steal-stock.ts`]: `import { stock_levels as levels } from '../../stock/tables.ts';\nimport { orders } from '../tables.ts';\n${statement}`,
    });

  it.each([
    ['await db.update(levels).set({ held: 0 });', 'update'],
    ['await db.insert(levels).values({});', 'insert'],
    ['await db.delete(levels);', 'delete'],
    [`await db.execute(sql\`delete from stock_levels where held = \${0}\`);`, 'delete from'],
    [
      'await db.execute(sql<Row>`with it as (update only "stock_levels" set held = 0 returning 1) select 1`);',
      'update',
    ],
    [`await db.execute(sql\`insert into \${levels} values (1)\`);`, 'insert into'],
    ["await db.execute(sql.raw('truncate table public.stock_levels'));", 'truncate table'],
  ])("refuses another domain's table in %s", (statement, verb) => {
    expect(write(statement)).toEqual([
      `order/operations/steal-stock.ts:3 table-writes: ${verb} of stock_levels, a table of stock`,
    ]);
  });

  it('tells the line inside a long statement', () => {
    expect(write('await db.execute(sql`\n  select 1;\n  update stock_levels set held = 0`);')).toEqual([
      'order/operations/steal-stock.ts:5 table-writes: update of stock_levels, a table of stock',
    ]);
  });

  it.each([
    'await db.update(orders).set({});',
    'await db.execute(sql`insert into orders values (1) on conflict do update set number = 1`);',
    'await db.execute(sql`select * from stock_levels for update of stock_levels`);',
    'await db.select().from(levels);',
    "seen.delete(levels_by_id); hash.update('stock_levels');",
    "const summary = 'Update stock_levels';",
  ])('lets a domain read below it and write its own: %s', (statement) => {
    expect(write(statement)).toEqual([]);
  });
});

describe('cycle', () => {
  it('names the way round, imports of types too', () => {
    const files = {
      [`${CORE}/order/rows.ts`]: "import { walk } from './walk-edge.ts';",
      [`${CORE}/order/walk-edge.ts`]: "import type { Row } from './same-order.ts';",
      [`${CORE}/order/same-order.ts`]: "\nimport { rows } from './rows.ts';",
    };
    expect(breaches(files)).toEqual([
      'order/same-order.ts:2 cycle: order/rows.ts → order/walk-edge.ts → order/same-order.ts → order/rows.ts',
    ]);
  });

  it('lets foreign keys point up and down', () => {
    const files = {
      [`${CORE}/order/tables.ts`]: "import { stock_levels } from '../stock/tables.ts';",
      [`${CORE}/stock/tables.ts`]: "import { orders } from '../order/tables.ts';",
    };
    expect(breaches(files)).toEqual([]);
  });
});

describe('habits', () => {
  it.each([
    ['process.env.PORT;', 'environment: reads process.env'],
    ['const { env } = process;', 'environment: reads process.env'],
    ["import { env } from 'node:process';", 'environment: reads process.env'],
    ["vi.mock('node:fs');", 'module-mock: mocks a module'],
    ["vi.doMock('node:fs');", 'module-mock: mocks a module'],
    ['export default 1;', 'default-export: exports a default'],
    ['const it = 1; export { it as default };', 'default-export: exports a default'],
    [`${'\n'.repeat(400)}1;`, 'file-length: has more than 400 lines'],
  ])('refuses %j', (text, breach) => {
    const line = text.startsWith('\n') ? 401 : 1;
    expect(breaches({ 'apps/api/src/app.ts': text })).toEqual([`apps/api/src/app.ts:${line} ${breach}`]);
  });

  it.each([
    ['packages/core/src/kernel/config.ts', 'process.env.PORT;'],
    ['packages/core/src/bin/migrate.ts', 'process.env.PORT;'],
    ['apps/api/src/main.ts', 'process.env.PORT;'],
    ['apps/api/src/app.test.ts', 'process.env.PORT;'],
    ['apps/vek1/e2e/main-job.e2e.ts', 'process.env.PORT;'],
    [
      'apps/vek1/src/app/page.tsx',
      'export default function Page() { return <a href="/">vi.mock process.env</a>; }',
    ],
    ['vitest.config.ts', 'export default {};'],
    ['apps/api/src/app.ts', `${'\n'.repeat(399)}1;\n`],
  ])('lets %s be', (path, text) => {
    expect(breaches({ [path]: text })).toEqual([]);
  });

  it.each([
    'apps/api/src/utils.ts',
    'apps/api/src/types.ts',
    'apps/api/src/services/identify.ts',
    'apps/api/src/helpers.test.ts',
  ])('finds that the name %s tells nothing', (path) => {
    expect(breaches({ [path]: '' })).toEqual([`${path}:1 file-name: has a name that tells nothing`]);
  });
});

describe('exceptions', () => {
  const breach = {
    path: 'apps/api/src/house.ts',
    line: 1,
    rule: 'libraries',
    what: 'imports drizzle-orm',
    why: '',
    mend: '',
  };
  const exception = { rule: 'libraries', path: 'apps/api/src/house.ts', what: /drizzle-orm/, because: '' };

  it('excuse what they name, and nothing else', () => {
    const other = { ...breach, what: 'imports stripe' };
    expect(excuse([breach, other], [exception])).toEqual([other]);
  });

  it('are named when they excuse nothing', () => {
    expect(excuse([], [exception]).map((it) => it.what)).toEqual([
      'the exception of apps/api/src/house.ts from libraries excuses nothing',
    ]);
  });
});
