import { type FakeOllama, startOllama } from '@vek1/testing/fakes/ollama';
import { embeddingsSuite } from '@vek1/testing/port-suites/embeddings';
import { failureOf } from '@vek1/testing/port-suites/failure-of';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOllamaEmbeddings } from './index.ts';

embeddingsSuite('Ollama', async () => {
  const fake = await startOllama();
  return { embeddings: createOllamaEmbeddings({ base_url: fake.url }), close: () => fake.close() };
});

describe('the Ollama adapter', () => {
  let fake: FakeOllama;
  beforeEach(async () => {
    fake = await startOllama();
  });
  afterEach(() => fake.close());
  const adapter = (options: { model?: string; timeout_ms?: { query?: number; document?: number } } = {}) =>
    createOllamaEmbeddings({ base_url: `${fake.url}/`, ...options });

  it('asks for many texts in one call', async () => {
    fake.fault({ route: 'embed', times: 1, delay_ms: 1 });
    const texts = Array.from({ length: 64 }, (_, at) => `texto ${at}`);
    const { vectors } = await adapter().embed(texts, 'document');
    expect(vectors).toHaveLength(64);
    expect(fake.embedded()).toEqual(texts);
  });

  it('refuses for good a model of another size', async () => {
    fake.pull('bge-m3', 768);
    const error = await failureOf(adapter().embed(['café'], 'document'));
    expect(error).toMatchObject({ final: true, message: expect.stringContaining('768') });
  });

  it('refuses for good fewer vectors than texts', async () => {
    const body = {
      model: 'bge-m3',
      embeddings: [],
      total_duration: 1,
      load_duration: 1,
      prompt_eval_count: 1,
    };
    fake.fault({ route: 'embed', status: 200, body });
    expect(await failureOf(adapter().embed(['café'], 'document'))).toMatchObject({ final: true });
  });

  it('says what to do about a model that is not pulled, for good', async () => {
    const embeddings = adapter({ model: 'bge-m4' });
    const said = { final: true, outcome: 'refused', message: expect.stringMatching(/pull/) };
    expect(await failureOf(embeddings.embed(['café'], 'query'))).toMatchObject(said);
    expect(await failureOf(embeddings.ping())).toMatchObject(said);
  });

  it('does not let a customer wait, and asks again where nobody does', async () => {
    fake.fault({ route: 'embed', times: 2, status: 503 });
    expect(await failureOf(adapter().embed(['café'], 'query'))).toMatchObject({ final: false });
    expect((await adapter().embed(['café'], 'document')).vectors).toHaveLength(1);
    fake.fault({ route: 'embed', delay_ms: 5_000 });
    const started = performance.now();
    await failureOf(adapter({ timeout_ms: { query: 50 } }).embed(['café'], 'query'));
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it.each([
    ['an answer that is no embedding', { status: 200, body: { hello: 'there' } }],
    ['a cut connection', { cut: true, times: 2 }],
  ])('turns %s into a gateway error without the text', async (_, fault) => {
    fake.fault({ route: 'embed', ...fault });
    const error = await failureOf(adapter().embed(['segredo da Ana'], 'document'));
    expect(error).toMatchObject({ gateway: 'ollama', code: 'gateway_failed', final: false });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('segredo');
  });

  it('is down when nobody listens', async () => {
    await fake.close();
    expect(await failureOf(adapter().ping())).toMatchObject({ outcome: 'refused', final: false });
    expect(await failureOf(adapter().embed(['café'], 'query'))).toMatchObject({
      outcome: 'refused',
      final: false,
    });
  });
});
