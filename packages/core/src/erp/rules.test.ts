import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, MOST_UNITS, readUnits, type ShelfFacts, stampOf } from './rules.ts';

describe('units', () => {
  it.each([
    [12, 12],
    ['12', 12],
    [' 12.00 ', 12],
    [12.0, 12],
    ['-3', -3],
    ['+3', 3],
    [-0, 0],
    ['0', 0],
    [MOST_UNITS, MOST_UNITS],
  ])('%j are %i', (given, units) => {
    expect(readUnits(given)).toBe(units);
  });

  it.each([
    [12.5, 'fraction'],
    ['12.5', 'fraction'],
    ['0.001', 'fraction'],
    ['12,5', 'not_a_number'],
    ['1.234,00', 'not_a_number'],
    ['', 'not_a_number'],
    ['doze', 'not_a_number'],
    ['1e3', 'not_a_number'],
    [Number.NaN, 'out_of_range'],
    [MOST_UNITS + 1, 'out_of_range'],
    ['-1000001', 'out_of_range'],
  ])('%j are none: %s', (given, reason) => {
    expect(readUnits(given)).toBe(reason);
  });
});

describe('when a value was true', () => {
  const arrived = Date.parse('2026-11-21T12:00:10.500Z');

  it.each([
    ['to the end of a whole second', '2026-11-21T12:00:00Z', '2026-11-21T12:00:00.999Z'],
    ['to the millisecond where it says', '2026-11-21T12:00:00.250Z', '2026-11-21T12:00:00.250Z'],
    ['in any zone', '2026-11-21T09:00:00.250-03:00', '2026-11-21T12:00:00.250Z'],
    ['never later than it arrived', '2026-11-21T13:00:00Z', '2026-11-21T12:00:10.500Z'],
  ])('is taken %s', (_, instant, stamp) => {
    expect(stampOf(instant, arrived)).toBe(stamp);
  });
});

describe("the ERP's word", () => {
  const shelf = (facts: Partial<ShelfFacts> = {}): ShelfFacts => ({
    quantity: 10,
    held: 0,
    stale: false,
    unknown_to_erp: 0,
    ...facts,
  });
  const set = (facts: Partial<ShelfFacts>, units: number, erp_counts_our_orders = false) =>
    judge(shelf(facts), { mode: 'set', units, erp_counts_our_orders });
  const add = (facts: Partial<ShelfFacts>, units: number) =>
    judge(shelf(facts), { mode: 'delta', units, erp_counts_our_orders: false });

  it('is what there is', () => {
    expect(set({}, 7)).toMatchObject({ status: 'applied', reason: null, quantity: 7 });
    expect(set({ quantity: null }, 7)).toMatchObject({ status: 'applied', quantity: 7 });
    expect(add({}, -3)).toMatchObject({ status: 'applied', quantity: 7 });
  });

  it('is corrected by what our orders moved and it cannot know', () => {
    expect(set({ unknown_to_erp: -2 }, 10)).toMatchObject({ quantity: 8 });
    expect(set({ unknown_to_erp: 1 }, 10)).toMatchObject({ quantity: 11 });
    expect(add({ unknown_to_erp: -2 }, 5)).toMatchObject({ quantity: 15 });
  });

  it('is what is available, of an ERP that counts our orders: what is held is not taken off twice', () => {
    expect(set({ held: 3, unknown_to_erp: -2 }, 10, true)).toMatchObject({ quantity: 13 });
  });

  it('is not less than nothing, and says so', () => {
    expect(set({}, -4)).toMatchObject({ status: 'applied', reason: 'clamped', quantity: 0, wanted: -4 });
    expect(set({ unknown_to_erp: -3 }, 1)).toMatchObject({ reason: 'clamped', quantity: 0, wanted: -2 });
    expect(add({}, -11)).toMatchObject({ reason: 'clamped', quantity: 0, wanted: -1 });
  });

  it('is ignored where a newer one was heard, but what it adds is added', () => {
    expect(set({ stale: true }, 7)).toMatchObject({ status: 'ignored', reason: 'stale', quantity: null });
    expect(add({ stale: true }, 7)).toMatchObject({ status: 'applied', quantity: 17 });
  });

  it('is refused where there is nothing to add to, and beyond what a shelf holds', () => {
    expect(add({ quantity: null }, 1)).toMatchObject({ status: 'refused', reason: 'not_tracked' });
    expect(add({}, MOST_UNITS)).toMatchObject({ status: 'refused', reason: 'out_of_range' });
  });

  it('never leaves less than nothing or more than a shelf holds, and says what it leaves', () => {
    const units = fc.integer({ min: -MOST_UNITS, max: MOST_UNITS });
    const facts = fc.record({
      quantity: fc.option(fc.nat(MOST_UNITS)),
      held: fc.nat(1_000),
      stale: fc.boolean(),
      unknown_to_erp: fc.integer({ min: -1_000, max: 1_000 }),
    });
    const given = fc.record({
      mode: fc.constantFrom('set' as const, 'delta' as const),
      units,
      erp_counts_our_orders: fc.boolean(),
    });
    fc.assert(
      fc.property(facts, given, (shelf_facts, word) => {
        const { status, quantity, wanted } = judge(shelf_facts, word);
        if (status !== 'applied') return quantity === null;
        return (
          quantity !== null &&
          quantity >= 0 &&
          quantity <= MOST_UNITS &&
          quantity === Math.max(0, wanted ?? -1)
        );
      }),
    );
  });
});
