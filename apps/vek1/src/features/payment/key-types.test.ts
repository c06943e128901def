import { describe, expect, it } from 'vitest';
import { judge, typeOf } from './key-types.ts';

describe('the type of a key', () => {
  it.each([
    ['529.982.247-25', 'cpf'],
    ['12.ABC.345/01DE-35', 'cnpj'],
    ['+55 11 98765-4321', 'phone'],
    ['Loja@Exemplo.com.br', 'email'],
    ['123e4567-e12b-12d1-a456-426655440000', 'evp'],
    ['51998259765', null],
    ['oi', null],
    ['', null],
  ])('of “%s” is %s', (typed, type) => {
    expect(typeOf(typed)).toBe(type);
  });
});

describe('what is said of a key', () => {
  it('is nothing before it is typed, and what is missing or wrong then', () => {
    expect(judge(null, ' ')).toEqual({ key: null });
    expect(judge(null, '51998259765')).toEqual({ key: null, error: 'Escolha o tipo da chave.' });
    expect(judge('cpf', '52998224724')).toEqual({ key: null, error: 'Não é um CPF válido.' });
    expect(judge('evp', 'x')).toEqual({ key: null, error: 'Não é uma chave aleatória válida.' });
  });

  it('is how it will be kept', () => {
    expect(judge('cpf', '529.982.247-25')).toEqual({
      key: '52998224725',
      hint: 'Chave válida. Fica salva como 52998224725',
    });
    expect(judge('email', 'loja@exemplo.com.br').hint).toBe('Chave válida.');
  });
});
