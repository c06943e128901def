import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModelV4 } from '@ai-sdk/provider';
import { createOfflineModel, OFFLINE_MODEL } from './offline/offline-model.ts';

/** Where the answers come from. What is left out is the provider's own; `timeout_ms` bounds one `next`, retries included. */
export interface LanguageModelConfig {
  provider: 'deepseek' | 'openai' | 'openai-compatible' | 'ollama' | 'offline';
  base_url?: string;
  api_key?: string;
  model?: string;
  timeout_ms?: number;
}

interface Provider {
  base_url?: string;
  model?: string;
  /** Reshapes the request where a vendor differs from the common shape. */
  adjust?: (body: Record<string, unknown>) => Record<string, unknown>;
}

const PROVIDERS: Record<Exclude<LanguageModelConfig['provider'], 'offline'>, Provider> = {
  deepseek: {
    base_url: 'https://api.deepseek.com',
    model: 'deepseek-flash',
    // On by default there; it ignores the temperature and wants its reasoning sent back with every tool call.
    adjust: (body) => ({ ...body, thinking: { type: 'disabled' } }),
  },
  openai: {
    base_url: 'https://api.openai.com/v1',
    model: 'gpt-4.1-mini',
    // Its newer models refuse `max_tokens`, all of them take this name.
    adjust: ({ max_tokens, ...body }) => ({ ...body, max_completion_tokens: max_tokens }),
  },
  ollama: { base_url: 'http://localhost:11434/v1' },
  'openai-compatible': {},
};

/** The SDK's model for a configuration. Throws an `Error` where one cannot be made: no address or no model id. */
export function connect(config: LanguageModelConfig): LanguageModelV4 {
  if (config.provider === 'offline') return createOfflineModel(config.model ?? OFFLINE_MODEL);
  const provider = PROVIDERS[config.provider];
  const base_url = config.base_url ?? provider.base_url;
  const model = config.model ?? provider.model;
  if (!base_url) throw new Error(`The language model provider ${config.provider} needs a base URL.`);
  if (!model) throw new Error(`The language model provider ${config.provider} needs a model id.`);
  return createOpenAICompatible({
    name: config.provider,
    baseURL: base_url,
    apiKey: config.api_key,
    transformRequestBody: provider.adjust,
  }).chatModel(model);
}
