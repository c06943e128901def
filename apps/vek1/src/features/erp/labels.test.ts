import { expect, it } from 'vitest';
import { movesOf } from './labels.ts';

const item = (name: string, delta: number) => ({ product_id: name, name, sku: null, delta });

it('names the first products of a change, and counts the others', () => {
  const three = [item('Café', -2), item('Filtro', 1), item('Moedor', -1)];
  expect(movesOf(three)).toBe('−2 Café, +1 Filtro, −1 Moedor');
  expect(movesOf([...three, item('Xícara', 5)])).toBe('−2 Café, +1 Filtro, −1 Moedor e mais 1 produto');
  expect(movesOf([...three, item('a', 5), item('b', 5)])).toContain('e mais 2 produtos');
});
