import { describe, expect, it } from 'vitest';
import { Hours } from '../store/contract.ts';
import { hoursInWords, isOpen } from './hours.ts';

const day = [{ opens: '09:00', closes: '18:00' }];
const shop = Hours.parse({
  monday: day,
  tuesday: day,
  wednesday: day,
  thursday: [
    { opens: '09:00', closes: '12:00' },
    { opens: '13:30', closes: '18:00' },
  ],
  friday: [{ opens: '18:00', closes: '02:00' }],
});

it('says the hours of a week, equal days together', () => {
  expect(hoursInWords(shop)).toBe(
    'segunda a quarta: 09:00 às 18:00; quinta: 09:00 às 12:00 e 13:30 às 18:00; ' +
      'sexta: 18:00 às 02:00; sábado a domingo: fechado',
  );
});

describe('a shop is open', () => {
  // Noon in London is nine in the morning in São Paulo.
  it.each([
    ['2026-11-23T12:00:00Z', 'America/Sao_Paulo', true],
    ['2026-11-23T11:59:00Z', 'America/Sao_Paulo', false],
    ['2026-11-23T12:00:00Z', 'America/Manaus', false],
    ['2026-11-23T21:00:00Z', 'America/Sao_Paulo', false],
    ['2026-11-26T15:30:00Z', 'America/Sao_Paulo', false],
    ['2026-11-27T23:30:00Z', 'America/Sao_Paulo', true],
    ['2026-11-28T03:30:00Z', 'America/Sao_Paulo', true],
    ['2026-11-28T05:00:00Z', 'America/Sao_Paulo', false],
    ['2026-11-23T03:30:00Z', 'America/Sao_Paulo', false],
  ])('at %s in %s: %s', (at, time_zone, open) => {
    expect(isOpen(shop, new Date(at), time_zone)).toBe(open);
  });
});
