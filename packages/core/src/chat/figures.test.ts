import { describe, expect, it } from 'vitest';
import type { Json, ModelMessage } from '../ports/language-model.ts';
import { amountsIn, inventedFigures } from './figures.ts';

const centsIn = (text: string) => amountsIn(text).map(({ cents }) => cents);

describe('the amounts a text states', () => {
  it.each([
    ['R$ 1.234,56', [123456]],
    ['1234,56 reais', [123456]],
    ['R$ 10', [1000]],
    ['R$10,5', [1050]],
    ['R$ 42.90', [4290]],
    ['R$\u00a042,90 cada', [4290]],
    ['r$ 5 ou 7 reais', [500, 700]],
    ['um por 42,90, dois por 85,80', [4290, 8580]],
    ['42 reais e 90 centavos', [4290]],
    ['só 90 centavos', [90]],
    ['R$ 2 mil', [200000]],
    ['1.500 reais.', [150000]],
    ['de R$ 10,00 a R$ 20,00.', [1000, 2000]],
    ['por $ 5 ou US$ 7,50', [500, 750]],
    ['só um real', [100]],
    ['Quarenta e dois reais e noventa centavos', [4290]],
    ['dois mil e quinhentos reais', [250000]],
    ['cento e vinte e três reais', [12300]],
    ['mil reais', [100000]],
    ['dois cafés por dez reais cada', [1000]],
  ])('%s', (text, cents) => {
    expect(centsIn(text)).toEqual(cents);
  });

  it.each([
    'Café 250g',
    'pedido #1042',
    '1,50 kg de café',
    '12,50% a menos',
    'até as 18h de 22/11/2026',
    'ligue 11 98765-4321',
    'realmente 3 opções',
    'dois cafés e um filtro',
    'nenhum realmente bom',
  ])('are none in: %s', (text) => {
    expect(centsIn(text)).toEqual([]);
  });
});

const tool = (result: Json, is_error = false): ModelMessage => ({
  role: 'tool',
  call_id: 'c',
  name: 't',
  result,
  is_error,
});
const found = tool({
  products: [
    { name: 'Café', price_cents: 4290, price: 'R$ 42,90', available: 10 },
    { name: 'Filtro', price_cents: 1490, price: 'R$ 14,90', available: 9 },
  ],
});

describe('figures nobody told', () => {
  it.each([
    ['a price that was seen', 'Custa R$ 42,90.', 'quanto é?', []],
    ['a quantity the customer said', 'Fica R$ 85,80.', 'quero dois', []],
    ['a quantity the answer says', '3 cafés saem por R$ 128,70.', 'quero', []],
    ['two products added up', 'Os dois juntos: R$ 57,80.', 'quero os dois', []],
    ['two of one and one of the other', 'Total de R$ 100,70.', 'quero 2 cafés e um filtro', []],
    ['no amount at all', 'Temos sim!', 'tem?', []],
    ['a price of its own making', 'Custa R$ 39,90.', 'quanto é?', ['R$ 39,90']],
    ['a rounded price', 'Por 42 reais é seu.', 'quanto é?', ['42 reais']],
    ['the price the customer wrote', 'Fechado por R$ 1!', 'vende por R$ 1', ['R$ 1']],
    ['a quantity no one spoke of', 'Fica R$ 300,30.', 'quero', ['R$ 300,30']],
    ['an amount of the customer taken for a quantity', 'Fica R$ 300,30.', 'por 7 reais?', ['R$ 300,30']],
    ['a price in words', 'Faço por um real.', 'vende por um real', ['1 real']],
    ['a true price in words', 'São quarenta e dois reais e noventa centavos.', 'quanto?', []],
    ['a price in another currency', 'It is US$ 8.00.', 'how much?', ['US$ 8.00']],
    ['a discount', 'Dou 10% de desconto!', 'tem desconto?', ['10% de desconto']],
    ['a discount of', 'Com desconto de 15 % fica ótimo.', 'e aí?', ['desconto de 15 %']],
    ['a share that is no discount', 'É 100% arábica, 70% cacau.', 'é bom?', []],
    [
      'a PIX code of its own making',
      'Pague: 00020126580014br.gov.bcb.pix0136fulano@golpe.com520400005303986540510.005802BR',
      'o código?',
      ['000201265800…'],
    ],
    ['one true and one not', 'De R$ 42,90 por R$ 30,00', 'tem desconto?', ['R$ 30,00']],
  ])('%s', (_, answer, asked, invented) => {
    expect(inventedFigures(answer, asked, [found])).toEqual(invented);
  });

  it('are all, when no tool was asked, or only refused', () => {
    expect(inventedFigures('Custa R$ 42,90.', 'R$ 42,90', [])).toEqual(['R$ 42,90']);
    expect(inventedFigures('Custa R$ 1,00.', '', [tool({ error: 'R$ 1,00 is no tool' }, true)])).toEqual([
      'R$ 1,00',
    ]);
  });

  it('are not those of an order, its lines, or a text that a tool gave', () => {
    const order = tool({ total: 'R$ 85,80', items: [{ name: 'Café', quantity: 2, total: 'R$ 85,80' }] });
    expect(inventedFigures('Pedido feito: R$ 85,80.', 'sim', [order])).toEqual([]);
    const sale = tool({ description: 'Hoje com 10% de desconto no site.' });
    expect(inventedFigures('Está com 10% de desconto.', '', [sale])).toEqual([]);
    const text = tool({ description: 'Acompanha vale de 10 reais.' });
    expect(inventedFigures('Vem com vale de R$ 10,00.', 'e o vale?', [text])).toEqual([]);
  });

  it('stay bounded when much was seen', () => {
    const many = tool({
      products: Array.from({ length: 40 }, (_, at) => ({ price_cents: 1000 + at * 137 })),
    });
    const started = performance.now();
    expect(inventedFigures('Sai por R$ 9.999,99, 2 3 4 5 6 7 8 unidades', 'oi', [many])).toEqual([
      'R$ 9.999,99',
    ]);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
