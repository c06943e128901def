import { describe, expect, it } from 'vitest';
import { Delivery, deliveriesOf, deliveryFee } from './contract.ts';

const CITY = { cep_from: '01000-000', cep_to: '05999-999', fee_cents: 900 };
const COAST = { cep_from: '11000000', cep_to: '11999999', fee_cents: 2500 };
const delivery = (more: Partial<Delivery>) => Delivery.parse({ fee_by_cep_range: [CITY, COAST], ...more });

describe('the fee of a delivery', () => {
  it.each([
    ['01000-000', 900],
    ['01310100', 900],
    ['05999-999', 900],
    ['11015-001', 2500],
    ['06000-000', null],
    ['20040-002', null],
  ])('to %s is its range’s, or there is no delivery: %j', (cep, fee_cents) => {
    expect(deliveryFee(delivery({}), cep, 5000)).toBe(fee_cents);
  });

  it('outside of the ranges is the fixed one', () => {
    expect(deliveryFee(delivery({ fixed_fee_cents: 1500 }), '20040-002', 5000)).toBe(1500);
    expect(deliveryFee(delivery({ fixed_fee_cents: 1500 }), '01310-100', 5000)).toBe(900);
  });

  it('is nothing from a value of goods on, and never where the store does not go', () => {
    const free = delivery({ free_above_cents: 10_000 });
    expect(deliveryFee(free, '01310-100', 9_999)).toBe(900);
    expect(deliveryFee(free, '01310-100', 10_000)).toBe(0);
    expect(deliveryFee(free, '20040-002', 10_000)).toBeNull();
  });
});

describe('the ways of a store', () => {
  it('are what it offers; none where nothing is said', () => {
    expect(deliveriesOf(null)).toEqual([]);
    expect(deliveriesOf(Delivery.parse({}))).toEqual([]);
    expect(deliveriesOf(Delivery.parse({ pick_up: true }))).toEqual(['pick_up']);
    expect(deliveriesOf(delivery({ pick_up: true }))).toEqual(['pick_up', 'delivery']);
    expect(deliveriesOf(Delivery.parse({ fixed_fee_cents: 0 }))).toEqual(['delivery']);
  });
});
