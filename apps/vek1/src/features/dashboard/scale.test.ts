import { expect, it } from 'vitest';
import { ceilingOf } from './scale.ts';

it.each([
  [0, 1],
  [1, 1],
  [11, 15],
  [21, 25],
  [61, 80],
  [100, 100],
  [48_790, 50_000],
])('a chart whose highest is %i ends at %i', (most, ceiling) => {
  expect(ceilingOf(most)).toBe(ceiling);
});
