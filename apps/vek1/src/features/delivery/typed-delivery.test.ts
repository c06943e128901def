import { describe, expect, it } from 'vitest';
import { rangeError, readDelivery, type TypedDelivery, typedOf } from './typed-delivery.ts';

const range = (cep_from: string, cep_to: string, fee = '9,00') => ({ key: cep_from, cep_from, cep_to, fee });
const typed = (more: Partial<TypedDelivery> = {}): TypedDelivery => ({ ...typedOf(null), ...more });

describe('the fields of a delivery', () => {
  it('say what was read, and read what they say', () => {
    const delivery = {
      pick_up: true,
      fixed_fee_cents: 1500,
      fee_by_cep_range: [{ cep_from: '01000-000', cep_to: '05999-999', fee_cents: 900 }],
      free_above_cents: 20_000,
    };
    expect(readDelivery(typedOf(delivery))).toEqual(delivery);
    expect(readDelivery(typedOf(null))).toEqual({
      pick_up: false,
      fixed_fee_cents: null,
      fee_by_cep_range: [],
      free_above_cents: null,
    });
  });

  it('take a fee of nothing for free, and an empty one for none', () => {
    expect(readDelivery(typed({ fixed_fee: '0' }))?.fixed_fee_cents).toBe(0);
    expect(readDelivery(typed({ fixed_fee: ' ' }))?.fixed_fee_cents).toBeNull();
  });

  it.each([
    [[range('0131', '05999-999')], 'oito números'],
    [[range('05999-999', '01000-000')], 'depois do último'],
    [[range('01000-000', '05999-999', 'grátis')], 'Escreva a taxa'],
    [[range('01000000', '05999-999'), range('05000-000', '06000-000')], 'Outra faixa'],
  ])('are wrong at a row, which says why: %j', (ranges, why) => {
    expect(rangeError(ranges[0] as (typeof ranges)[number], ranges)).toContain(why);
    expect(readDelivery(typed({ ranges }))).toBeNull();
  });

  it('are wrong where an amount is no amount', () => {
    expect(readDelivery(typed({ free_above: 'duzentos' }))).toBeNull();
  });
});
