import { describe, expect, it } from 'vitest';
import {
  formatCalendarDay,
  formatCountdown,
  formatDateTime,
  formatDay,
  formatRelative,
  formatSeconds,
  formatTime,
} from './date.ts';
import { formatCents, readCents, typedCents } from './money.ts';
import { canonicalPhone, formatPhone } from './phone.ts';
import { plural, truncateMiddle } from './text.ts';

const SAO_PAULO = 'America/Sao_Paulo';
/** Saturday, 21 November 2026, 23:30 in São Paulo. */
const NOW = Date.parse('2026-11-22T02:30:00Z');

it('writes cents as Brazilians do, with a plain space', () => {
  expect(formatCents(1_234_567)).toBe('R$ 12.345,67');
});

it.each([
  ['59,90', 5_990],
  ['R$ 1.234,5', 123_450],
  ['1234', 123_400],
  ['0', 0],
  ['59.90', null],
  ['-5', null],
  ['', null],
])('reads %j as %j cents', (text, cents) => {
  expect(readCents(text)).toBe(cents);
});

it('an amount that is shown for typing is read back', () => {
  expect(readCents(typedCents(1_234_567))).toBe(1_234_567);
});

describe('times', () => {
  it('are the store’s, not the browser’s', () => {
    expect(formatTime('2026-11-22T02:05:00Z', SAO_PAULO)).toBe('23:05');
    expect(formatTime('2026-11-22T02:05:00Z', 'America/Manaus')).toBe('22:05');
    expect(formatDateTime('2026-11-22T02:05:00Z', SAO_PAULO)).toBe('21 de nov., 23:05');
  });

  it('leave a day of the calendar where it is', () => {
    expect(formatCalendarDay('2026-11-01')).toBe('1 de nov.');
  });

  it.each([
    ['2026-11-22T02:29:00Z', 'Hoje'],
    ['2026-11-21T03:00:00Z', 'Hoje'],
    ['2026-11-21T02:59:00Z', 'Ontem'],
    ['2026-11-18T15:00:00Z', 'quarta-feira'],
    ['2026-11-10T15:00:00Z', '10 de novembro de 2026'],
  ])('name the day of %s %s', (iso, day) => {
    expect(formatDay(iso, SAO_PAULO, NOW)).toBe(day);
  });

  it.each([
    ['2026-11-22T02:30:05Z', 'agora'],
    ['2026-11-22T02:29:10Z', 'agora'],
    ['2026-11-22T02:28:59Z', 'há 1 min'],
    ['2026-11-22T00:31:00Z', 'há 1 h'],
    ['2026-11-20T02:30:00Z', '19 de nov.'],
    ['2025-11-20T12:00:00Z', '20/11/2025'],
  ])('say how long ago %s was: %s', (iso, ago) => {
    expect(formatRelative(iso, SAO_PAULO, NOW)).toBe(ago);
  });

  it.each([
    [299_001, '05:00'],
    [299_000, '04:59'],
    [1, '00:01'],
    [0, '00:00'],
    [-5_000, '00:00'],
    [3_600_000, '1:00:00'],
  ])('count %i ms down as %s', (left_ms, shown) => {
    expect(formatCountdown(left_ms)).toBe(shown);
  });
});

it('tells a stretch of time in seconds', () => {
  expect([0, 180, 12_345].map(formatSeconds)).toEqual(['0,0 s', '0,2 s', '12,3 s']);
});

describe('phones', () => {
  it('are written with country, area and number', () => {
    expect(formatPhone('5511987654321')).toBe('+55 11 98765-4321');
    expect(formatPhone('551133334444')).toBe('+55 11 3333-4444');
    expect(formatPhone('123@lid')).toBe('123@lid');
  });

  it('are one with and without the ninth digit', () => {
    expect(canonicalPhone('+55 31 98765-4321')).toBe(canonicalPhone('553187654321'));
    expect(canonicalPhone('5531987654321')).not.toBe(canonicalPhone('5531987654322'));
  });
});

describe('texts', () => {
  it('keep both ends of a long code and all of a short one', () => {
    expect(truncateMiddle('0002012658', 4, 3)).toBe('0002…658');
    expect(truncateMiddle('00020126', 4, 3)).toBe('00020126');
  });

  it('count in Portuguese', () => {
    expect([plural(1, 'item', 'itens'), plural(0, 'item', 'itens'), plural(1_200, 'item', 'itens')]).toEqual([
      '1 item',
      '0 itens',
      '1.200 itens',
    ]);
  });
});
