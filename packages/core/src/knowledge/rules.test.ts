import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText, pauseAfter, productText } from './rules.ts';

const product = { name: 'Camiseta', category: 'Roupas', description: 'De algodão.', attributes: {} };

describe('the text of a product', () => {
  it('tells category, description and attributes, one a line, and no price', () => {
    const attributes = { cor: 'azul', tamanhos: ['P', 'M'], peso_g: 180, importado: false };
    expect(productText({ ...product, attributes })).toBe(
      'Roupas\nDe algodão.\ncor: azul\ntamanhos: P, M\npeso_g: 180\nimportado: false',
    );
  });

  it('leaves out what is empty or no plain value', () => {
    const attributes = { nada: null, caixa: { altura: 2 }, lista: [] };
    expect(productText({ ...product, category: '', attributes })).toBe('De algodão.');
  });
});

describe('cutting a text', () => {
  it('keeps a short one whole, under its head', () => {
    expect(cutText('Trocas', 'Até 7 dias.')).toEqual(['Trocas\nAté 7 dias.']);
    expect(cutText('Camiseta', '')).toEqual(['Camiseta']);
  });

  it('cuts between paragraphs where it can, and never within a word', () => {
    const paragraph = `${'Frase de um parágrafo qualquer. '.repeat(30).trim()}`;
    const pieces = cutText('Trocas', [paragraph, paragraph, paragraph].join('\n\n'));
    expect(pieces).toEqual([paragraph, paragraph, paragraph].map((text) => `Trocas\n${text}`));
  });

  it('loses nothing, and makes no piece too long', () => {
    const words = fc.array(fc.constantFrom('frete', 'troca. ', 'prazo\n\n', 'x'.repeat(900), '\n'), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(words, (list) => {
        const text = list.join(' ');
        const pieces = cutText('Título', text);
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(1_500);
        const letters = (it: string) => it.replace(/\s+/g, '');
        expect(letters(pieces.map((piece) => piece.slice('Título'.length)).join(''))).toBe(letters(text));
      }),
    );
  });
});

it('asks an embedder that is down ever more seldom, at least every 5 minutes', () => {
  expect([1, 2, 3, 20].map(pauseAfter)).toEqual([2_000, 4_000, 8_000, 300_000]);
});
