import { getPixKeyInfo, isValidCnpj, isValidCpf } from '@brazilian-utils/brazilian-utils';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pixKeyOf } from './pix-key.ts';

describe('a PIX key', () => {
  it.each([
    ['cpf', '529.982.247-25', '52998224725'],
    ['cpf', ' 12345678909 ', '12345678909'],
    ['cnpj', '11.222.333/0001-81', '11222333000181'],
    ['cnpj', '12.abc.345/01de-35', '12ABC34501DE35'],
    ['cnpj', '12ABC345000188', '12ABC345000188'],
    ['cnpj', '12.345.678/0001-95', '12345678000195'],
    ['phone', '(61) 91234-5678', '+5561912345678'],
    ['phone', '+55 61 91234 5678', '+5561912345678'],
    ['phone', '5561912345678', '+5561912345678'],
    ['phone', '55912345678', '+5555912345678'],
    ['phone', '11 3456-7890', '+551134567890'],
    ['email', 'Fulano_da_Silva.Recebedor@Example.com', 'fulano_da_silva.recebedor@example.com'],
    ['evp', '123E4567-E12B-12D1-A456-426655440000', '123e4567-e12b-12d1-a456-426655440000'],
  ] as const)('is taken as the directory keeps it: %s %s', (type, typed, key) => {
    expect(pixKeyOf(type, typed)).toBe(key);
    expect(pixKeyOf(type, key)).toBe(key);
  });

  it.each([
    ['cpf', '52998224724'],
    ['cpf', '11111111111'],
    ['cpf', '5299822472'],
    ['cpf', '+5561912345678'],
    ['cnpj', '11222333000182'],
    ['cnpj', '00000000000000'],
    ['cnpj', '12ABC34501DE3A'],
    ['phone', '+351912345678'],
    ['phone', '20912345678'],
    ['phone', '61812345678'],
    ['phone', '912345678'],
    ['email', 'fulano@example'],
    ['email', 'fulano@-example.com'],
    ['email', 'ful%ano@example.com'],
    ['email', `fulano@${'a'.repeat(64)}.com`],
    ['email', `${'f'.repeat(66)}@example.com`],
    ['evp', '123e4567e12b12d1a456426655440000'],
    ['evp', '123e4567-e12b-12d1-a456-42665544000g'],
  ] as const)('is refused: %s %s', (type, typed) => {
    expect(pixKeyOf(type, typed)).toBeNull();
  });

  it('of 11 digits may be two things: who says which is believed, if it could be', () => {
    expect([pixKeyOf('cpf', '51998259765'), pixKeyOf('phone', '51998259765')]).toEqual([
      '51998259765',
      '+5551998259765',
    ]);
    expect([pixKeyOf('cpf', '52998224725'), pixKeyOf('phone', '52998224725')]).toEqual(['52998224725', null]);
  });

  it('has the check digits that others compute', () => {
    const cpf = fc.stringMatching(/^\d{11}$/);
    const cnpj = fc.stringMatching(/^[0-9A-Z]{12}\d{2}$/);
    fc.assert(
      fc.property(cpf, cnpj, (person, company) => {
        expect(pixKeyOf('cpf', person) !== null).toBe(isValidCpf(person));
        expect(pixKeyOf('cnpj', company) !== null).toBe(isValidCnpj(company, { version: 2 }));
        // One in a hundred would hold by chance: this one always does.
        const digits = Array.from(
          { length: 100 },
          (_, end) => company.slice(0, 12) + String(end).padStart(2, '0'),
        );
        const valid = digits.filter((it) => pixKeyOf('cnpj', it) !== null);
        expect(valid).toEqual(digits.filter((it) => isValidCnpj(it, { version: 2 })));
        for (const key of valid) expect(getPixKeyInfo(key)).toEqual({ type: 'cnpj', value: key });
      }),
    );
  });
});
