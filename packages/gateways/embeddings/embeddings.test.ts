import { cosine, embeddingsSuite } from '@vek1/testing/port-suites/embeddings';
import { describe, expect, it } from 'vitest';
import { createLexicalEmbeddings } from './index.ts';

embeddingsSuite('the lexical embedder', async () => ({ embeddings: createLexicalEmbeddings() }));

describe('the lexical embedder', () => {
  const embeddings = createLexicalEmbeddings();
  async function likeness(one: string, other: string) {
    const { vectors } = await embeddings.embed([one, other], 'document');
    return cosine(vectors[0], vectors[1]);
  }

  it.each([
    ['cartões', 'cartão'],
    ['calções', 'calção'],
    ['pães', 'pão'],
    ['mães', 'mãe'],
    ['mãos', 'mão'],
    ['anéis', 'anel'],
    ['lençóis', 'lençol'],
    ['bombons', 'bombom'],
    ['flores', 'flor'],
    ['xícaras', 'xicara'],
    ['CAFÉ', 'cafe'],
    ['moída', 'moído'],
    ['choclate', 'chocolate'],
    ['bourbom', 'bourbon'],
  ])('finds %s near to %s', async (one, other) => {
    expect(await likeness(one, other)).toBeGreaterThan(0.25);
  });

  it.each([
    ['geladeira duplex', 'Café Bourbon Amarelo em Grãos 250g'],
    ['tênis de corrida', 'Filtro de papel nº 103'],
    ['vocês têm o que para a minha mãe?', 'Kit de ferramentas para o carro'],
    ['quanto custa o frete?', 'Caneca de cerâmica com alça'],
  ])('finds nothing common in %s and %s', async (one, other) => {
    expect(await likeness(one, other)).toBeLessThan(embeddings.noise);
  });

  it('gives the vectors it has always given: what is stored stays comparable', async () => {
    const { vectors } = await embeddings.embed(['Café Bourbon'], 'document');
    const places = vectors[0]?.flatMap((value, place) =>
      Math.abs(value) < 0.2 ? [] : [`${place}:${value.toFixed(3)}`],
    );
    expect(places?.join(' ')).toMatchInlineSnapshot(
      `"121:-0.272 449:-0.272 636:0.272 653:0.272 750:-0.272 853:-0.272 960:-0.272 1010:0.272"`,
    );
  });
});
