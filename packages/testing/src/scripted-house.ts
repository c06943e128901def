import { createLanguageModel, type LanguageModelConfig } from '@vek1/gateways/llm';
import { startOpenAI } from './fakes/openai.ts';
import { startTestHouse, type TestHouseOptions } from './house.ts';

/** The whole house, its agents led by a model that says what it is told to say. */
export async function startScriptedHouse(
  options: TestHouseOptions & Pick<LanguageModelConfig, 'fallback'> = {},
) {
  const { fallback, ...others } = options;
  const model = await startOpenAI({ api_key: 'sk-test' });
  const house = await startTestHouse({
    language_model: createLanguageModel({
      provider: 'openai-compatible',
      base_url: `${model.url}/v1`,
      api_key: 'sk-test',
      model: 'scripted',
      ...(fallback && { fallback }),
    }),
    ...others,
  });
  return {
    house,
    model,
    async close() {
      await house.close();
      await model.close();
    },
  };
}
