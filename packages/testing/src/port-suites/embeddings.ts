import { EMBEDDING_DIMENSION, type Embeddings } from '@vek1/core/ports/embeddings';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureOf } from './failure-of.ts';

interface Subject {
  embeddings: Embeddings;
  close?: () => Promise<void>;
}

export function cosine(a: readonly number[] = [], b: readonly number[] = []): number {
  const dot = a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
  return dot / (Math.hypot(...a) * Math.hypot(...b));
}

const COFFEE = 'Café Bourbon Amarelo em Grãos 250g. Torra média, notas de caramelo.';
const FILTER = 'Filtro de papel branqueado para coador.';

/** What every maker of embeddings behind the port keeps to. */
export function embeddingsSuite(name: string, start: () => Promise<Subject>): void {
  describe(`${name} as embeddings`, () => {
    let subject: Subject;
    beforeAll(async () => {
      subject = await start();
    });
    afterAll(() => subject.close?.());
    const vectorsOf = async (...texts: string[]) =>
      (await subject.embeddings.embed(texts, 'document')).vectors;

    it('gives each text a vector of 1024 numbers and length one, in their order', async () => {
      const vectors = await vectorsOf(COFFEE, FILTER, COFFEE);
      expect(vectors.map((vector) => vector.length)).toEqual([
        EMBEDDING_DIMENSION,
        EMBEDDING_DIMENSION,
        EMBEDDING_DIMENSION,
      ]);
      for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
      expect(cosine(vectors[0], vectors[2])).toBeCloseTo(1, 5);
      expect(cosine(vectors[0], vectors[1])).toBeLessThan(0.9);
    });

    it('gives the same text the same vector, whatever it comes with', async () => {
      const [alone] = await vectorsOf(COFFEE);
      const [, among] = await vectorsOf(FILTER, COFFEE);
      expect(cosine(alone, among)).toBeCloseTo(1, 5);
    });

    it('puts a question nearer to the text that answers it', async () => {
      const { vectors } = await subject.embeddings.embed(['café em grãos'], 'query');
      const [coffee, filter] = await vectorsOf(COFFEE, FILTER);
      expect(cosine(vectors[0], coffee)).toBeGreaterThan(cosine(vectors[0], filter) + 0.1);
      expect(cosine(vectors[0], coffee)).toBeGreaterThan(subject.embeddings.noise);
    });

    it.each([
      ['without a word', '?!…'],
      ['longer than any context', 'palavra '.repeat(20_000)],
    ])('has a vector also for a text %s', async (_, text) => {
      const [vector = []] = await vectorsOf(text);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    });

    it('says which model it was and what it cost', async () => {
      const { model, tokens } = await subject.embeddings.embed([COFFEE], 'document');
      expect(model).toBe(subject.embeddings.model);
      expect(tokens).toBeGreaterThan(0);
      expect(subject.embeddings.dimension).toBe(EMBEDDING_DIMENSION);
    });

    it('gives nothing for nothing', async () => {
      expect(await subject.embeddings.embed([], 'document')).toMatchObject({ vectors: [], tokens: 0 });
    });

    it('answers a ping', async () => {
      await expect(subject.embeddings.ping()).resolves.toBeUndefined();
    });

    it('does nothing for whoever has hung up', async () => {
      const hung_up = AbortSignal.abort(new Error('gone'));
      const error = await failureOf(subject.embeddings.embed([COFFEE], 'query', hung_up));
      expect(error).toMatchObject({
        code: 'gateway_failed',
        outcome: 'refused',
        gateway: subject.embeddings.provider,
      });
    });
  });
}
