import { type FakeOllama, startOllama } from '@vek1/testing/fakes/ollama';
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let ollama: FakeOllama;
let house: TestHouse;
beforeAll(async () => {
  ollama = await startOllama();
  house = await startTestHouse({ ollama_url: ollama.url });
});
afterAll(async () => {
  await house?.close();
  await ollama?.close();
});

/** Anybody's request: no token. */
async function send(method: 'GET' | 'POST', path: string, body?: unknown) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(house.url + path, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

describe('POST /embed', () => {
  it('embeds one text or many, in their order', async () => {
    const texts = ['café', 'caneca azul'];
    const { status, body } = await send('POST', '/embed', { texts });
    expect(status).toBe(200);
    expect(body).toMatchObject({ model: 'bge-m3', dimension: 1024 });
    expect(body.embeddings.map((vector: number[]) => vector.length)).toEqual([1024, 1024]);
    const { body: alone } = await send('POST', '/embed', { text: texts[1] });
    expect(alone.embeddings).toEqual([body.embeddings[1]]);
  });

  const most = 8 * 1024;
  it.each([
    ['neither', {}],
    ['both', { text: 'a', texts: ['a'] }],
    ['an empty text', { text: '' }],
    ['no text', { texts: [] }],
    ['too many', { texts: new Array(65).fill('a') }],
    ['too long a text', { text: 'a'.repeat(most + 1) }],
    ['a text of too many bytes', { texts: ['é'.repeat(most / 2 + 1)] }],
    ['an unknown field', { text: 'a', model: 'other' }],
  ])('refuses %s', async (_, body) => {
    expect(await send('POST', '/embed', body)).toMatchObject({
      status: 422,
      body: { errorCode: 'VALIDATION_ERROR' },
    });
  });

  it('takes as much as it says', async () => {
    expect((await send('POST', '/embed', { texts: new Array(64).fill('é'.repeat(most / 2)) })).status).toBe(
      200,
    );
  });

  it('is 503 and names the embedder while it is down', async () => {
    ollama.fault({ route: 'embed', times: 2, status: 503 });
    expect(await send('POST', '/embed', { text: 'café' })).toMatchObject({
      status: 503,
      body: { reason: 'ollama.gateway_failed' },
    });
  });
});

describe('GET /health', () => {
  it('says what embeds, and that it is down', async () => {
    const parts = { provider: 'ollama', model: 'bge-m3', dimension: 1024 };
    expect((await send('GET', '/health')).body).toMatchObject({
      status: 'ok',
      ollama: { status: 'ok', ...parts },
    });
    ollama.fault({ route: 'tags', delay_ms: 5_000 });
    const started = performance.now();
    expect(await send('GET', '/health')).toMatchObject({
      status: 200,
      body: { status: 'degraded', ollama: { status: 'down', ...parts } },
    });
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

it('lists the files that documents can be made of', async () => {
  const { body } = await send('GET', '/supported-formats');
  expect(body.formats.map(({ extension }: { extension: string }) => extension)).toEqual([
    'pdf',
    'csv',
    'xlsx',
    'docx',
    'txt',
    'md',
  ]);
});
