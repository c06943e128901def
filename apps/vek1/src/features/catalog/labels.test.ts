import { expect, it } from 'vitest';
import type { ImportRow } from '@/trpc/wire.ts';
import { describeProblem } from './labels.ts';

const row = (changes: Partial<ImportRow>): ImportRow => ({
  row: 2,
  result: 'error',
  reason: null,
  field: null,
  message: null,
  product_id: null,
  ...changes,
});

it('a row’s problem is told in the merchant’s words, and only where there is one', () => {
  expect([
    describeProblem(row({ result: 'created' })),
    describeProblem(row({ reason: 'price_required', field: 'price_cents' })),
    describeProblem(row({ reason: 'invalid', field: 'price_cents' })),
    describeProblem(row({ reason: 'invalid' })),
  ]).toEqual([
    null,
    'Um produto novo precisa de preço.',
    'Não entendemos: preço.',
    'Não entendemos esta linha.',
  ]);
});
