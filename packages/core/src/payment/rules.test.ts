import { describe, expect, it } from 'vitest';
import { isPixKey } from './rules.ts';

describe('a PIX key', () => {
  it.each([
    ['cpf', '52998224725'],
    ['cpf', '12345678909'],
    ['cnpj', '11222333000181'],
    ['cnpj', '12ABC34501DE35'],
    ['cnpj', '12ABC345000188'],
    ['cnpj', '12345678000195'],
    ['phone', '+5561912345678'],
    ['email', 'fulano_da_silva.recebedor@example.com'],
    ['evp', '123e4567-e12b-12d1-a456-426655440000'],
  ] as const)('is taken: %s %s', (type, key) => {
    expect(isPixKey(type, key)).toBe(true);
  });

  it.each([
    ['cpf', '52998224724'],
    ['cpf', '529.982.247-25'],
    ['cpf', '11111111111'],
    ['cnpj', '11222333000182'],
    ['cnpj', '12abc34501de35'],
    ['phone', '61912345678'],
    ['phone', '+0561912345678'],
    ['email', 'Fulano@example.com'],
    ['email', 'fulano@example'],
    ['evp', '123e4567e12b12d1a456426655440000'],
  ] as const)('is refused: %s %s', (type, key) => {
    expect(isPixKey(type, key)).toBe(false);
  });
});
