import { inspect } from 'node:util';
import type { ModelMessage, ModelRequest, ModelTool } from '@vek1/core/ports/language-model';
import { type FakeOpenAI, startOpenAI } from '@vek1/testing/fakes/openai';
import { failureOf } from '@vek1/testing/port-suites/failure-of';
import { languageModelSuite } from '@vek1/testing/port-suites/language-model';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLanguageModel, type LanguageModelConfig } from './index.ts';

for (const provider of ['deepseek', 'openai'] as const)
  languageModelSuite(`${provider}'s adapter`, async () => {
    const fake = await startOpenAI();
    const model = createLanguageModel({ provider, base_url: `${fake.url}/v1`, api_key: 'k' });
    return { model, script: (answer) => fake.script(answer), close: fake.close };
  });

languageModelSuite('the offline model', async () => ({
  model: createLanguageModel({ provider: 'offline' }),
}));

let fake: FakeOpenAI;
beforeAll(async () => {
  fake = await startOpenAI({ api_key: 'secret' });
});
afterAll(() => fake.close());
beforeEach(() => {
  fake.requests.length = 0;
});

const connect = (config: Partial<LanguageModelConfig> = {}) =>
  createLanguageModel({ provider: 'deepseek', base_url: `${fake.url}/v1`, api_key: 'secret', ...config });

const SEARCH: ModelTool = {
  name: 'search_products',
  description: 'Looks the catalogue up',
  input_schema: {
    type: 'object',
    properties: { query: { type: 'string' } },
    required: ['query'],
    additionalProperties: false,
  },
};
const asking = (said: string, tools: ModelTool[] = []): ModelRequest => ({
  instructions: 'Você atende a loja.',
  messages: [{ role: 'user', text: said }],
  tools,
});

describe('the wire', () => {
  it('carries instructions, tools as JSON Schemas, and thinking switched off at DeepSeek', async () => {
    fake.script({ text: 'Oi!' });
    await connect().next({ ...asking('oi', [SEARCH]), temperature: 0.3, max_output_tokens: 500 });
    expect(fake.requests[0]).toEqual({
      model: 'deepseek-flash',
      temperature: 0.3,
      max_tokens: 500,
      thinking: { type: 'disabled' },
      messages: [
        { role: 'system', content: 'Você atende a loja.' },
        { role: 'user', content: 'oi' },
      ],
      tools: [
        {
          type: 'function',
          function: { name: SEARCH.name, description: SEARCH.description, parameters: SEARCH.input_schema },
        },
      ],
      tool_choice: 'auto',
    });
  });

  it('asks for the model that is named, where it is of this provider', async () => {
    fake.script({ text: 'a' }, { text: 'b' });
    const other = await connect().next({ ...asking('oi'), model: 'openai/gpt-4.1' });
    const own = await connect().next({ ...asking('oi'), model: 'deepseek/deepseek-v4-pro' });
    expect([other.model, own.model]).toEqual(['deepseek-flash', 'deepseek-v4-pro']);
  });

  it('asks OpenAI’s reasoning models what they take beside tools', async () => {
    fake.script({ text: 'a' });
    await connect({ provider: 'openai', model: 'o4-mini' }).next({
      ...asking('oi', [SEARCH]),
      temperature: 0.3,
      max_output_tokens: 9,
    });
    expect(fake.requests[0]).toMatchObject({
      max_completion_tokens: 9,
      messages: [{ role: 'developer' }, { role: 'user' }],
    });
    expect(fake.requests[0]).not.toHaveProperty('temperature');
  });

  it('leaves DeepSeek’s switch out elsewhere, and names the limit as OpenAI does', async () => {
    fake.script({ text: 'a' }, { text: 'b' });
    await connect({ provider: 'ollama', model: 'qwen3' }).next({ ...asking('oi'), max_output_tokens: 9 });
    await connect({ provider: 'openai' }).next({ ...asking('oi'), max_output_tokens: 9 });
    const [ollama, openai] = fake.requests;
    expect(ollama).toMatchObject({ model: 'qwen3', max_tokens: 9 });
    expect(ollama).not.toHaveProperty('thinking');
    expect(openai).toMatchObject({ max_completion_tokens: 9 });
    expect(openai).not.toHaveProperty('max_tokens');
  });

  it('carries a conversation of five steps, tool results under their call’s id', async () => {
    fake.reply((_, index) =>
      index < 4
        ? { tool_calls: [{ id: `c${index}`, name: 'search_products', arguments: { query: `q${index}` } }] }
        : { text: 'Pronto.', usage: { prompt_tokens: 90, completion_tokens: 7, cached_tokens: 64 } },
    );
    const model = connect();
    const messages: ModelMessage[] = [{ role: 'user', text: 'quero tudo' }];
    const say = () => model.next({ instructions: 'x', messages, tools: [SEARCH] });
    let answer = await say();
    for (let step = 1; step < 5; step += 1) {
      expect(answer.finish).toBe('tool_calls');
      messages.push({ role: 'assistant', text: answer.text, tool_calls: answer.tool_calls });
      for (const call of answer.tool_calls)
        messages.push({
          role: 'tool',
          call_id: call.id,
          name: call.name,
          result: { seen: call.arguments },
          is_error: step === 2,
        });
      answer = await say();
    }
    expect(answer).toEqual({
      model: 'deepseek-flash',
      text: 'Pronto.',
      tool_calls: [],
      finish: 'stop',
      usage: { input_tokens: 90, output_tokens: 7, cached_tokens: 64 },
    });
    const [, , ...steps] = fake.requests.at(-1)?.messages ?? [];
    expect(steps).toHaveLength(8);
    expect(steps.slice(0, 2)).toEqual([
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          { id: 'c0', type: 'function', function: { name: 'search_products', arguments: '{"query":"q0"}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'c0', content: '{"seen":{"query":"q0"}}' },
    ]);
    fake.reply(() => ({ status: 500 }));
  });

  it('keeps parallel calls apart', async () => {
    fake.script({
      tool_calls: [
        { name: 'search_products', arguments: { query: 'a' } },
        { name: 'search_products', arguments: { query: 'b' } },
      ],
    });
    const { tool_calls } = await connect().next(asking('a e b', [SEARCH]));
    expect(tool_calls.map((call) => call.arguments)).toEqual([{ query: 'a' }, { query: 'b' }]);
    expect(new Set(tool_calls.map(({ id }) => id)).size).toBe(2);
  });
});

describe('what a model does wrong', () => {
  it('comes back as a call with the raw text, and goes out again as JSON', async () => {
    const broken = '{"query": "café"';
    fake.script(
      { tool_calls: [{ id: 'c', name: 'search_products', arguments: broken }] },
      { text: 'Desculpe.' },
    );
    const answer = await connect().next(asking('tem café?', [SEARCH]));
    expect(answer.tool_calls).toEqual([{ id: 'c', name: 'search_products', arguments: broken }]);
    const { text } = await connect().next({
      ...asking('tem café?', [SEARCH]),
      messages: [
        { role: 'user', text: 'tem café?' },
        { role: 'assistant', text: '', tool_calls: answer.tool_calls },
        { role: 'tool', call_id: 'c', name: 'search_products', result: 'Not JSON.', is_error: true },
      ],
    });
    expect(text).toBe('Desculpe.');
    const [, , call, result] = fake.requests[1]?.messages ?? [];
    expect(JSON.parse(call?.tool_calls?.[0]?.function.arguments ?? '')).toBe(broken);
    expect(result).toMatchObject({ role: 'tool', tool_call_id: 'c', content: 'Not JSON.' });
  });

  it.each([
    ['with other tools', [SEARCH]],
    ['without any', []],
  ])('an unknown tool comes back as asked, %s', async (_, tools) => {
    fake.script({ tool_calls: [{ id: 'c', name: 'drop_table', arguments: { name: 'orders' } }] });
    const { tool_calls, finish } = await connect().next(asking('oi', tools));
    expect(tool_calls).toEqual([{ id: 'c', name: 'drop_table', arguments: { name: 'orders' } }]);
    expect(finish).toBe('tool_calls');
  });

  it('arguments that miss the schema are the caller’s to judge', async () => {
    fake.script({ tool_calls: [{ name: 'search_products', arguments: { quality: 1 } }] });
    expect((await connect().next(asking('oi', [SEARCH]))).tool_calls[0]?.arguments).toEqual({ quality: 1 });
  });

  it('no arguments at all are an empty object', async () => {
    fake.script({ tool_calls: [{ name: 'search_products', arguments: '' }] });
    expect((await connect().next(asking('oi', [SEARCH]))).tool_calls[0]?.arguments).toEqual({});
  });

  it('an answer cut by its limit says so', async () => {
    fake.script(
      { text: 'Era uma v', finish_reason: 'length' },
      { text: '', finish_reason: 'content_filter' },
    );
    expect(await connect().next(asking('conta'))).toMatchObject({ text: 'Era uma v', finish: 'length' });
    expect(await connect().next(asking('conta'))).toMatchObject({ text: '', finish: 'other' });
  });
});

describe('trouble', () => {
  it.each([429, 500, 503])('tries again after a %i', async (status) => {
    fake.script({ status, retry_after: 0 }, { status, retry_after: 0 }, { text: 'Oi!' });
    expect((await connect().next(asking('oi'))).text).toBe('Oi!');
    expect(fake.requests).toHaveLength(3);
  });

  it('tries again after a cut', async () => {
    fake.script({ text: 'Uma resposta longa', cut: true }, { text: 'Oi!' });
    expect((await connect().next(asking('oi'))).text).toBe('Oi!');
  });

  it('gives up after two retries, without knowing what was done', async () => {
    fake.reply(() => ({ status: 503, retry_after: 0, error: { message: 'Overloaded' } }));
    const error = await failureOf(connect().next(asking('oi')));
    expect(error).toMatchObject({
      code: 'gateway_failed',
      gateway: 'deepseek',
      outcome: 'unknown',
      final: false,
    });
    expect(error.message).toBe('deepseek: answered 503: Overloaded');
    expect(fake.requests).toHaveLength(3);
  });

  it('says at once how long to wait where that is long', async () => {
    fake.script({ status: 429, retry_after: 30 });
    expect(await failureOf(connect().next(asking('oi')))).toMatchObject({
      code: 'rate_limited',
      outcome: 'refused',
      retry_after_ms: 30_000,
    });
    expect(fake.requests).toHaveLength(1);
  });

  it.each([400, 402, 422])('does not repeat a %i', async (status) => {
    fake.script({ status, error: { message: 'No.' } });
    expect(await failureOf(connect().next(asking('oi')))).toMatchObject({
      code: 'gateway_failed',
      outcome: 'refused',
      message: `deepseek: answered ${status}: No.`,
      final: true,
    });
    expect(fake.requests).toHaveLength(1);
  });

  it('repeats neither the key nor the prompt', async () => {
    fake.script({ status: 401, error: { message: 'Your api key: secret is invalid' } });
    const error = await failureOf(connect().next(asking('meu telefone é 11 98765-4321')));
    expect(error).toMatchObject({
      outcome: 'refused',
      final: true,
      message: expect.stringContaining('key: *** is'),
    });
    expect(inspect(error, { depth: 10 })).not.toMatch(/secret|98765/);
  });

  it('refuses a conversation that lacks a tool’s result, without repeating it', async () => {
    const tool_calls = [{ id: 'c', name: 'search_products', arguments: {} }];
    const messages: ModelMessage[] = [
      { role: 'user', text: 'meu telefone é 11 98765-4321' },
      { role: 'assistant', text: '', tool_calls },
      { role: 'user', text: 'oi' },
    ];
    const error = await failureOf(connect().next({ instructions: '', messages, tools: [SEARCH] }));
    expect(error).toMatchObject({ code: 'gateway_failed', outcome: 'refused', cause: undefined });
    expect(fake.requests).toEqual([]);
  });

  it('surely did nothing where nobody listens', async () => {
    const gone = await startOpenAI();
    await gone.close();
    const model = connect({ base_url: `${gone.url}/v1`, breaker: { silences: 3, rest_ms: 60_000 } });
    const error = await failureOf(model.next(asking('oi')));
    expect(error).toMatchObject({ code: 'gateway_failed', outcome: 'refused' });
    // The attempts of one step were silences enough.
    expect(model.sources[0]?.rests()).toBe(true);
    expect((await failureOf(model.next(asking('oi')))).message).toMatch(/not asked/);
  });

  it('waits no longer than it may, retries included', async () => {
    fake.reply(() => ({ text: 'tarde', delay_ms: 20_000 }));
    const error = await failureOf(connect({ timeout_ms: 100 }).next(asking('oi')));
    expect(error).toMatchObject({ code: 'gateway_failed', outcome: 'unknown' });
    expect(error.message).toMatch(/not waited for.*timeout/i);
  });

  it('stops a request under way when the caller hangs up', async () => {
    fake.reply(() => ({ text: 'tarde', delay_ms: 20_000 }));
    const caller = new AbortController();
    const failure = failureOf(connect().next(asking('oi'), caller.signal));
    await vi.waitFor(() => expect(fake.requests).toHaveLength(1));
    caller.abort(new Error('The customer left.'));
    expect((await failure).message).toMatch(/The customer left/);
  });

  it('is said where a configuration cannot work', () => {
    expect(() => createLanguageModel({ provider: 'openai-compatible', model: 'm' })).toThrow(/base URL/);
    expect(() => createLanguageModel({ provider: 'ollama' })).toThrow(/model id/);
  });
});
