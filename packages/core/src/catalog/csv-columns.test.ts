import { describe, expect, it } from 'vitest';
import { plainWords, readMoney, readUnits } from './csv-columns.ts';

describe('an amount', () => {
  it.each([
    ['R$ 1.234,56', 123_456],
    ['R$1.234,56', 123_456],
    ['R$\u00a01.234,56', 123_456],
    ['1.234,56', 123_456],
    ['1234,56', 123_456],
    ['1234.56', 123_456],
    ['1,234.56', 123_456],
    ['1.234', 123_400],
    ['1.234.567,89', 123_456_789],
    ['1.234.567', 123_456_700],
    ['1234', 123_400],
    ['12,5', 1250],
    ['12.5', 1250],
    ['0,99', 99],
    ['0.99', 99],
    ['0', 0],
    ['12,9000', 1290],
    ['12.9000000000', 1290],
    ['brl 10', 1000],
    ['-5,00', -500],
  ])('written %s is %i cents', (text, cents) => {
    expect(readMoney(text)).toBe(cents);
  });

  it.each([
    '',
    'sob consulta',
    '1,234',
    '0.990',
    '12,345',
    '12,3456',
    '1.23.4',
    '10 a 20',
    '=A1*2',
    '1e3',
    '10,-',
    '1.234.56',
    '٣',
  ])('is not guessed from %j: the text stays', (text) => {
    expect(readMoney(text)).toBe(text);
  });
});

describe('a count', () => {
  it.each([
    ['12', 12],
    ['1.200', 1200],
    ['12,00', 12],
    ['12.0', 12],
    ['12,0000', 12],
    ['8 un', 8],
    ['8 unid.', 8],
    ['8 pçs', 8],
    ['1 200', 1200],
    ['0', 0],
    ['-3', -3],
    ['-', null],
    ['ilimitado', null],
  ])('written %s is %s', (text, units) => {
    expect(readUnits(text)).toBe(units);
  });

  it.each(['12,5', 'muitos', '=1+1', '3 caixas'])('is not guessed from %j: the text stays', (text) => {
    expect(readUnits(text)).toBe(text);
  });
});

it.each([
  ['Preço de Venda (R$)*', 'preco de venda'],
  ['PREÇO_VENDA', 'preco venda'],
  ['  Código (SKU) ', 'codigo'],
  ['Preço R$', 'preco'],
  ['Qtd. em estoque', 'qtd em estoque'],
])('reads the header %s as %s', (header, words) => {
  expect(plainWords(header)).toBe(words);
});
