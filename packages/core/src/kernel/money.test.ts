import { describe, expect, it } from 'vitest';
import { Cents, formatCents } from './money.ts';

describe('money', () => {
  it.each([
    [0, 'R$ 0,00'],
    [1, 'R$ 0,01'],
    [5990, 'R$ 59,90'],
    [100_000, 'R$ 1.000,00'],
    [123_456_789, 'R$ 1.234.567,89'],
    [10_000_000_000, 'R$ 100.000.000,00'],
    [-5990, '-R$ 59,90'],
  ])('writes %i cents as %s', (cents, text) => {
    expect(formatCents(cents)).toBe(text);
  });

  it.each([0, 1, 10_000_000_000])('takes %d', (cents) => {
    expect(Cents.parse(cents)).toBe(cents);
  });

  it.each([-1, 0.5, 59.9, Number.NaN, Number.POSITIVE_INFINITY, 10_000_000_001, '5990', null])(
    'refuses %j',
    (amount) => {
      expect(Cents.safeParse(amount).success).toBe(false);
    },
  );
});
