import { describe, expect, it } from 'vitest';
import { type HealthParts, healthDoors } from './health.ts';

const answers = async () => undefined;
const hangs = () => new Promise<never>(() => undefined);
const fails = async () => {
  throw new Error('connect ECONNREFUSED');
};

const source = (provider: string, model: string, rests = false) => ({ provider, model, rests: () => rests });

const parts: HealthParts = {
  ping: answers,
  language_model: { sources: [source('deepseek', 'deepseek-flash'), source('openai', 'gpt')] },
  embeddings: { provider: 'lexical', model: 'lexical', dimension: 1024, ping: answers },
};
async function ask(path: string, changed: Partial<HealthParts> = {}) {
  const began = performance.now();
  const response = await healthDoors({ ...parts, ...changed }).request(path);
  return { status: response.status, body: await response.json(), ms: performance.now() - began };
}

describe('/health', () => {
  it('says what serves', async () => {
    expect(await ask('/health')).toMatchObject({
      status: 200,
      body: {
        status: 'ok',
        postgres: { status: 'ok' },
        llm: {
          status: 'ok',
          provider: 'deepseek',
          model: 'deepseek-flash',
          fallback: { status: 'ok', provider: 'openai', model: 'gpt' },
        },
      },
    });
    const language_model = { sources: [source('offline', 'vek1-offline')] };
    expect((await ask('/health', { language_model })).body.llm).toEqual({
      status: 'ok',
      provider: 'offline',
      model: 'vek1-offline',
      fallback: null,
    });
  });

  it.each([
    ['degraded', [source('deepseek', 'flash', true), source('openai', 'gpt')]],
    ['down', [source('deepseek', 'flash', true), source('openai', 'gpt', true)]],
    ['down', [source('deepseek', 'flash', true)]],
  ])('says that the model is %s when it keeps silent: %j', async (status, sources) => {
    const { body } = await ask('/health', { language_model: { sources } });
    expect(body).toMatchObject({ status: 'degraded', llm: { status, provider: 'deepseek' } });
  });

  it.each([
    ['is gone', fails],
    ['hangs', hangs],
  ])('is 200 and degraded within a second when PostgreSQL %s', async (_, ping) => {
    const { status, body, ms } = await ask('/health', { ping });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { status: 'degraded', postgres: { status: 'down' } },
    });
    expect(ms).toBeLessThan(1_000);
  });

  it('is as quick when everything hangs at once', async () => {
    const { status, ms } = await ask('/health', {
      ping: hangs,
      embeddings: { ...parts.embeddings, ping: hangs },
    });
    expect(status).toBe(200);
    expect(ms).toBeLessThan(1_000);
  });
});

describe('/ready', () => {
  it('is 200 with PostgreSQL and 503 without', async () => {
    expect(await ask('/ready')).toMatchObject({ status: 200, body: { ready: true } });
    expect(await ask('/ready', { ping: fails })).toMatchObject({ status: 503, body: { ready: false } });
    expect(await ask('/ready', { ping: hangs })).toMatchObject({ status: 503, body: { ready: false } });
  });

  it('is 503 while the process stops', async () => {
    expect(await ask('/ready', { stopping: AbortSignal.abort() })).toMatchObject({ status: 503 });
    expect(await ask('/ready', { stopping: new AbortController().signal })).toMatchObject({ status: 200 });
  });
});
