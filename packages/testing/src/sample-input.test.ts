import { operations } from '@vek1/core/domains';
import { describe, expect, it } from 'vitest';
import { fieldsOf, isId } from './contract-fields.ts';
import { sampleInput } from './sample-input.ts';

describe('the sample of every contract', () => {
  const reached = operations.filter(({ faces }) => faces.length > 0);

  // Where a rule cannot be read from the contract's schema, EXAMPLES or LEFT_OUT say what fulfils it.
  it.each(reached)('is one that $name takes, small and whole', ({ input }) => {
    for (const whole of [false, true]) {
      const parsed = input.safeParse(sampleInput(input, undefined, { whole }));
      expect(parsed.error?.issues ?? []).toEqual([]);
    }
  });

  it.each(reached)('of $name names the rows it is told to', ({ input }) => {
    const row = '00000000-0000-4000-8000-00000000000a';
    const ids = fieldsOf(input).filter(({ choices }) => choices.some(isId));
    const sample = sampleInput(input, () => row, { whole: true });
    for (const { path } of ids) {
      expect([path, path.reduce<unknown>((value, step) => Object(value)[step], sample)]).toEqual([path, row]);
    }
  });
});
