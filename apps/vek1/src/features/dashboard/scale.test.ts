import { expect, it } from 'vitest';
import { ceilingOf } from './scale.ts';

it.each([
  [0, 1],
  [1, 1],
  [11, 20],
  [21, 25],
  [99, 100],
  [100, 100],
  [48_790, 50_000],
])('a chart whose highest is %i ends at %i', (most, ceiling) => {
  expect(ceilingOf(most)).toBe(ceiling);
});
