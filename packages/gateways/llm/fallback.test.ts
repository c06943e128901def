import type { ModelMessage } from '@vek1/core/ports/language-model';
import { type FakeOpenAI, startOpenAI } from '@vek1/testing/fakes/openai';
import { failureOf } from '@vek1/testing/port-suites/failure-of';
import { languageModelSuite } from '@vek1/testing/port-suites/language-model';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLanguageModel, type LanguageModelConfig } from './index.ts';

languageModelSuite('a fallback whose first is gone', async () => {
  const [first, second] = await Promise.all([startOpenAI(), startOpenAI()]);
  await first.close();
  const model = createLanguageModel({
    provider: 'deepseek',
    base_url: `${first.url}/v1`,
    breaker: { silences: 1, rest_ms: 60_000 },
    fallback: { provider: 'openai', base_url: `${second.url}/v1` },
  });
  return { model, script: (answer) => second.script(answer), close: second.close };
});

let first: FakeOpenAI;
let second: FakeOpenAI;
beforeAll(async () => {
  [first, second] = await Promise.all([startOpenAI(), startOpenAI()]);
});
afterAll(() => Promise.all([first.close(), second.close()]));
beforeEach(() => {
  for (const fake of [first, second]) {
    fake.requests.length = 0;
    fake.reply(() => ({ text: 'Oi!' }));
  }
});

const connect = (config: Partial<LanguageModelConfig> = {}) =>
  createLanguageModel({
    provider: 'deepseek',
    base_url: `${first.url}/v1`,
    api_key: 'first-key',
    fallback: { provider: 'openai', base_url: `${second.url}/v1`, api_key: 'second-key', model: 'gpt' },
    ...config,
  });
const question = { instructions: 'x', messages: [{ role: 'user', text: 'oi' } as ModelMessage], tools: [] };

describe('a model with a fallback', () => {
  it('asks the first alone as long as it answers', async () => {
    expect((await connect().next(question)).model).toBe('deepseek-flash');
    expect(second.requests).toEqual([]);
  });

  it.each([
    [503, 3],
    [429, 3],
    [402, 1],
    [401, 1],
  ])('asks the second once the first has answered %i for the last time', async (status, times) => {
    first.reply(() => ({ status, retry_after: 0 }));
    const answer = await connect().next(question);
    expect(answer).toMatchObject({ model: 'gpt', text: 'Oi!' });
    expect([first.requests.length, second.requests.length]).toEqual([times, 1]);
  });

  it('takes the whole answer of one: what the first had begun to say is not said', async () => {
    first.reply(() => ({ text: 'Temos o Café por R$ 1,00', cut: true }));
    second.script({ text: 'Temos café.' });
    expect((await connect().next(question)).text).toBe('Temos café.');
  });

  it('asks it again about the next step, and each step names who answered', async () => {
    first.script({ status: 400 }, { text: 'Voltei.' });
    const model = connect();
    expect([(await model.next(question)).model, (await model.next(question)).model]).toEqual([
      'gpt',
      'deepseek-flash',
    ]);
  });

  it('lets each answer with a model of its own', async () => {
    first.script({ status: 400 });
    await connect().next({ ...question, model: 'deepseek/deepseek-v4-pro' });
    expect([first.requests[0]?.model, second.requests[0]?.model]).toEqual(['deepseek-v4-pro', 'gpt']);
  });

  it('does not ask a first that keeps silent, and says so', async () => {
    const gone = await startOpenAI();
    await gone.close();
    const model = connect({ base_url: `${gone.url}/v1`, breaker: { silences: 2, rest_ms: 60_000 } });
    expect((await model.next(question)).model).toBe('gpt');
    expect(model.sources.map(({ provider, rests }) => [provider, rests()])).toEqual([
      ['deepseek', true],
      ['openai', false],
    ]);
    expect((await model.next(question)).model).toBe('gpt');
  });

  it('tells of both when neither answers, and repeats neither key', async () => {
    first.reply(() => ({ status: 401, error: { message: 'first-key is wrong' } }));
    second.reply(() => ({ status: 429, retry_after: 30, error: { message: 'slow down, second-key' } }));
    expect(await failureOf(connect().next(question))).toMatchObject({
      gateway: 'deepseek',
      outcome: 'refused',
      final: false,
      retry_after_ms: 30_000,
      message: 'deepseek: answered 401: *** is wrong; openai: answered 429: slow down, ***',
    });
  });

  it('asks nobody for whoever has hung up', async () => {
    first.reply(() => ({ text: 'tarde', delay_ms: 20_000 }));
    const caller = new AbortController();
    const failure = failureOf(connect().next(question, caller.signal));
    await vi.waitFor(() => expect(first.requests).toHaveLength(1));
    caller.abort(new Error('The customer left.'));
    expect((await failure).message).toMatch(/The customer left/);
    expect(second.requests).toEqual([]);
  });

  it('waits for the first no longer than it may, then asks the second', async () => {
    first.reply(() => ({ text: 'tarde', delay_ms: 20_000 }));
    expect((await connect({ timeout_ms: 100 }).next(question)).model).toBe('gpt');
  });
});
