import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { generateOperation, keyOf } from './operation.ts';

const INDEX = `\
import { getOrder } from './operations/get-order.ts';
import { placeOrder } from './operations/place-order.ts';

export const order = {
  get: getOrder,
  place: placeOrder,
};
`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'vek1-gen-'));
  mkdirSync(join(root, 'packages/core/src/order/operations'), { recursive: true });
  writeFileSync(join(root, 'packages/core/src/order/index.ts'), INDEX);
});
afterEach(() => rmSync(root, { recursive: true }));

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const generate = (file: string, domain = 'order') =>
  generateOperation(root, { domain, file, kind: 'command', base: '/internal/orders' });

it('writes the declaration, a promise that fails until it is kept, and the line of the list', () => {
  const [index = '', operation = '', test = ''] = generate('archive-order');
  expect(read(operation)).toContain("name: 'order.archive'");
  expect(read(operation)).toContain("rest: { method: 'post', path: '/internal/orders/{id}/archive-order' }");
  expect(read(operation)).toContain('is not written yet');
  expect(read(test)).toContain('toMatchObject({ status: 404 })');
  expect(read(index)).toBe(
    INDEX.replace(
      "place-order.ts';\n",
      "place-order.ts';\nimport { archiveOrder } from './operations/archive-order.ts';\n",
    ).replace('placeOrder,\n}', 'placeOrder,\n  archive: archiveOrder,\n}'),
  );
});

it('lists one whose key is its own name shortly', () => {
  const [index = ''] = generate('confirm-payment');
  expect(read(index)).toContain('\n  confirmPayment,\n};\n');
});

it('overwrites nothing, and knows its domains', () => {
  generate('archive-order');
  expect(() => generate('archive-order')).toThrow('archive-order.ts is there already.');
  expect(() => generate('get-orders')).toThrow('order.get is there already.');
  expect(() => generate('archive-order', 'orders')).toThrow('There is no domain orders.');
});

it.each([
  ['order', 'get-order', 'get'],
  ['order', 'list-orders', 'list'],
  ['order', 'confirm-payment', 'confirmPayment'],
  ['catalog', 'get-product', 'getProduct'],
])('in %s, %s is the key %s', (domain, file, key) => expect(keyOf(domain, file)).toBe(key));
