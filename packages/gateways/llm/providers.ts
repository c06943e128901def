import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModelV4, SharedV4ProviderOptions } from '@ai-sdk/provider';
import type { ModelRequest } from '@vek1/core/ports/language-model';
import { createOfflineModel, OFFLINE_MODEL } from './offline/offline-model.ts';

/** Where answers come from. What is left out is the provider's own; `timeout_ms` bounds one `next`, retries included. */
export interface ProviderConfig {
  provider: 'deepseek' | 'openai' | 'openai-compatible' | 'ollama' | 'offline';
  base_url?: string;
  api_key?: string;
  model?: string;
  timeout_ms?: number;
}

export interface Provider {
  /** The one that answers where nobody asks for another. */
  model: string;
  open(model: string): LanguageModelV4;
  /** What this vendor takes besides the common shape. */
  options?: (request: ModelRequest) => SharedV4ProviderOptions;
}

interface Own {
  base_url?: string;
  model?: string;
}

const OWN: Record<ProviderConfig['provider'], Own> = {
  deepseek: { base_url: 'https://api.deepseek.com', model: 'deepseek-flash' },
  openai: { base_url: 'https://api.openai.com/v1', model: 'gpt-4.1-mini' },
  ollama: { base_url: 'http://localhost:11434/v1' },
  'openai-compatible': {},
  offline: { base_url: 'offline', model: OFFLINE_MODEL },
};

/** The SDK's provider for a configuration. Throws an `Error` where one cannot be made: no address or no model id. */
export function connect(config: ProviderConfig): Provider {
  const { provider, api_key } = config;
  const base_url = config.base_url ?? OWN[provider].base_url;
  const model = config.model ?? OWN[provider].model;
  if (!base_url) throw new Error(`The language model provider ${provider} needs a base URL.`);
  if (!model) throw new Error(`The language model provider ${provider} needs a model id.`);
  switch (provider) {
    case 'offline':
      return { model, open: createOfflineModel };
    case 'openai':
      return { model, ...openai(base_url, api_key) };
    default: {
      const { chatModel } = createOpenAICompatible({
        name: provider,
        baseURL: base_url,
        apiKey: api_key,
        ...(provider === 'deepseek' && { transformRequestBody: withoutThinking }),
      });
      return { model, open: chatModel };
    }
  }
}

/** On by default there; it ignores the temperature and wants its reasoning sent back with every tool call. */
const withoutThinking = (body: Record<string, unknown>) => ({ ...body, thinking: { type: 'disabled' } });

/**
 * OpenAI by Chat Completions, not Responses: a restricted key or a proxy may offer only this, nothing a customer
 * writes is stored there by default, and a transcript of ours is replayed whole. Its adapter knows each model's
 * limits: the roles, no temperature where one reasons, no reasoning beside tools.
 */
function openai(baseURL: string, api_key = ''): Omit<Provider, 'model'> {
  // An empty key is none: left out, the SDK would look into the environment.
  const { chat } = createOpenAI({ baseURL, apiKey: api_key });
  return {
    open: chat,
    // Newer models refuse `max_tokens`, all of them take this name.
    options: ({ max_output_tokens }) => ({
      openai: max_output_tokens === undefined ? {} : { maxCompletionTokens: max_output_tokens },
    }),
  };
}
