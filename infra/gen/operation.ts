import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What each kind's skeleton is made of: its door's method, and what its handler holds. */
const KINDS = {
  query: { method: 'get', holds: 'db, company_id' },
  command: { method: 'post', holds: 'db, company_id, emit' },
  flow: { method: 'post', holds: 'gateways, call' },
  watch: { method: 'get', holds: 'changes, company_id' },
} as const;

export type GeneratedKind = keyof typeof KINDS;
export const GENERATED_KINDS = Object.keys(KINDS) as GeneratedKind[];

export interface NewOperation {
  domain: string;
  /** `verb-noun`, the name of its file. */
  file: string;
  kind: GeneratedKind;
  /** Where the domain's doors are, e.g. `/internal/orders`. */
  base: string;
}

const camel = (kebab: string) => kebab.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** `get-order` of `order` is `order.get`; `confirm-payment` is `order.confirmPayment`. */
export function keyOf(domain: string, file: string): string {
  const [verb = '', ...noun] = file.split('-');
  return [domain, `${domain}s`].includes(noun.join('-')) ? verb : camel(file);
}

const skeleton = ({ domain, file, kind, base }: NewOperation, key: string) => `\
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { ${kind} } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';

export const ${camel(file)} = ${kind}({
  name: '${domain}.${key}',
  summary: 'Say in one line what it does',
  access: app.company,
  rest: { method: '${KINDS[kind].method}', path: '${base}/{id}/${file}' },${
    kind === 'command' ? `\n  audit: { target: '${domain}' },` : ''
  }
  input: z.strictObject({ id: Id }),
  output: z.object({ id: Id }),
}).handle(async ({ ${KINDS[kind].holds} }, { id }) => {
  throw new Error('${domain}.${key} is not written yet');
});
`;

const promise = ({ domain, file, kind, base }: NewOperation) => `\
import { newId } from '@vek1/core/kernel/ids';
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let house: TestHouse;
let shop: Shop;
beforeAll(async () => {
  house = await startTestHouse();
  shop = await house.shop([{ name: 'Café', price_cents: 1_000, stock: 10 }]);
});
afterAll(() => house?.close());

const ask = (id: string) =>
  house.rest('${KINDS[kind].method.toUpperCase()}', \`${base}/\${id}/${file}\`, ${KINDS[kind].method === 'get' ? 'undefined' : '{}'}, shop.user_id);

describe('${domain}: ${file.replaceAll('-', ' ')}', () => {
  it('knows no ${domain} of an unknown id', async () => {
    expect(await ask(newId())).toMatchObject({ status: 404 });
  });
});
`;

/** Puts the operation into the list of its domain; the formatter sorts the imports. */
const listed = (index: string, { file }: NewOperation, key: string) => {
  const name = camel(file);
  const entry = key === name ? name : `${key}: ${name}`;
  return index
    .replace(/(?<=^import [^\n]+;\n)(?!import )/m, `import { ${name} } from './operations/${file}.ts';\n`)
    .replace(/,?\s*\};?\s*$/, `,\n  ${entry},\n};\n`);
};

/**
 * Writes an operation's skeleton, the first promise of its test, and its line in the domain's list. Answers the
 * paths from `root`. Throws where the domain is unknown or a file would be overwritten.
 */
export function generateOperation(root: string, operation: NewOperation): string[] {
  const { domain, file } = operation;
  const folder = `packages/core/src/${domain}`;
  const paths = {
    index: `${folder}/index.ts`,
    operation: `${folder}/operations/${file}.ts`,
    test: `${folder}/${file}.test.ts`,
  };
  if (!existsSync(join(root, paths.index))) throw new Error(`There is no domain ${domain}.`);
  for (const path of [paths.operation, paths.test])
    if (existsSync(join(root, path))) throw new Error(`${path} is there already.`);

  const key = keyOf(domain, file);
  const index = readFileSync(join(root, paths.index), 'utf8');
  if (new RegExp(`^  ${key}[:,]`, 'm').test(index)) throw new Error(`${domain}.${key} is there already.`);
  writeFileSync(join(root, paths.operation), skeleton(operation, key));
  writeFileSync(join(root, paths.test), promise(operation));
  writeFileSync(join(root, paths.index), listed(index, operation, key));
  return Object.values(paths);
}
