import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModelV4 } from '@ai-sdk/provider';
import { startOpenAI } from '@vek1/testing/fakes/openai';
import { jsonSchema, streamText, tool } from 'ai';
import { describe, expect, it } from 'vitest';
import { createOfflineModel } from './offline/offline-model.ts';

const search_products = tool({
  inputSchema: jsonSchema({ type: 'object', properties: { query: { type: 'string' } }, required: ['query'] }),
});

async function stream(model: LanguageModelV4, prompt: string) {
  const result = streamText({ model, prompt, tools: { search_products }, maxRetries: 0, onError: () => {} });
  const deltas: string[] = [];
  for await (const delta of result.textStream) deltas.push(delta);
  return { deltas, calls: await result.toolCalls, usage: await result.usage };
}

describe('a streamed answer', () => {
  it('of the fake is put together from its pieces', async () => {
    const fake = await startOpenAI();
    const { chatModel } = createOpenAICompatible({
      name: 'fake',
      baseURL: `${fake.url}/v1`,
      includeUsage: true,
    });
    fake.script(
      { text: 'Temos sim, olha só.', usage: { prompt_tokens: 11, completion_tokens: 5, cached_tokens: 4 } },
      { tool_calls: [{ name: 'search_products', arguments: { query: 'café em grãos' } }] },
      { text: 'Uma resposta que não chega ao fim', cut: true },
    );
    const spoken = await stream(chatModel('m'), 'oi');
    expect(spoken.deltas).toEqual(['Temos ', 'sim, ', 'olha ', 'só.']);
    expect(spoken.usage).toMatchObject({
      inputTokens: 11,
      outputTokens: 5,
      inputTokenDetails: { cacheReadTokens: 4 },
    });
    const asked = await stream(chatModel('m'), 'tem café?');
    expect(asked.calls).toMatchObject([{ toolName: 'search_products', input: { query: 'café em grãos' } }]);
    await expect(stream(chatModel('m'), 'oi')).rejects.toThrow();
    await fake.close();
  });

  it('of the offline model is the same as its whole one', async () => {
    const model = createOfflineModel();
    const spoken = await stream(model, 'oi, tudo bem?');
    expect(spoken.deltas.length).toBeGreaterThan(2);
    const whole = await model.doGenerate({
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'oi, tudo bem?' }] }],
    });
    expect(whole.content).toEqual([{ type: 'text', text: spoken.deltas.join('') }]);
    const asked = await stream(model, 'tem café?');
    expect(asked.calls).toMatchObject([{ toolName: 'search_products', input: { query: 'café' } }]);
    expect(asked.usage.outputTokens).toBeGreaterThan(0);
  });
});
