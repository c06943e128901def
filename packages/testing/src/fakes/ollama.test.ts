import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cosine } from '../port-suites/embeddings.ts';
import { type FakeOllama, startOllama } from './ollama.ts';

let fake: FakeOllama;
beforeAll(async () => {
  fake = await startOllama({
    models: { 'bge-m3': 1024, 'nomic-embed-text': 768 },
    synonyms: [['caneca', 'xícara']],
  });
});
afterAll(() => fake?.close());

async function embed(body: object) {
  const response = await fetch(`${fake.url}/api/embed`, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}

describe('the Ollama fake', () => {
  it('embeds one text or many, each by its words', async () => {
    const { body } = await embed({
      model: 'bge-m3',
      input: ['caneca azul', 'Xícara AZUL', 'filtro de papel'],
    });
    const [mug, cup, filter] = body.embeddings;
    expect(body.model).toBe('bge-m3');
    expect(cosine(mug, cup)).toBeCloseTo(1, 5);
    expect(Math.abs(cosine(mug, filter))).toBeLessThan(0.15);
    expect((await embed({ model: 'bge-m3:latest', input: 'caneca azul' })).body.embeddings).toEqual([mug]);
  });

  it.each([
    [{ model: 'bge-m4', input: 'a' }, 404, /not found, try pulling it first/],
    [{ model: 'bge-m3' }, 400, /input/],
    [{ model: 'bge-m3', input: 'a '.repeat(9000), truncate: false }, 400, /context length/],
  ])('says no to %o with %i', async (body, status, error) => {
    expect(await embed(body)).toMatchObject({ status, body: { error: expect.stringMatching(error) } });
  });

  it('gives what a model gives: the length of its vectors, nothing for an empty text', async () => {
    const { body } = await embed({ model: 'nomic-embed-text', input: ['a'] });
    expect(body.embeddings[0]).toHaveLength(768);
    expect((await embed({ model: 'bge-m3', input: '' })).body.embeddings).toEqual([]);
  });

  it('lists what is pulled', async () => {
    const tags = await (await fetch(`${fake.url}/api/tags`)).json();
    expect(tags.models.map((model: { name: string }) => model.name)).toEqual([
      'bge-m3:latest',
      'nomic-embed-text:latest',
    ]);
  });

  it('can be told to fail, for good or for one text', async () => {
    fake.fault({ route: 'embed', status: 503 });
    expect((await embed({ model: 'bge-m3', input: 'a' })).status).toBe(503);
    fake.poison('NaN');
    expect((await embed({ model: 'bge-m3', input: ['a', 'um NaN'] })).status).toBe(500);
    expect((await embed({ model: 'bge-m3', input: ['a'] })).status).toBe(200);
  });
});
