import type { Json, LanguageModel, ModelAnswer, ModelRequest } from '@vek1/core/ports/language-model';
import { generateText } from 'ai';
import { AttemptFailed, type BreakerOptions, createAttempts } from '../attempts.ts';
import { asAttemptFailed, givenUp } from './failure.ts';
import { withFallback } from './fallback.ts';
import { sdkMessages, sdkTools } from './messages.ts';
import { connect, type Provider, type ProviderConfig } from './providers.ts';

export interface LanguageModelConfig extends ProviderConfig {
  /** Answers a step that the first could not. */
  fallback?: ProviderConfig;
  breaker?: BreakerOptions;
}

// The SDK's own switch: its warnings go to the process, past our log, once per call.
globalThis.AI_SDK_LOG_WARNINGS = false;

const RETRIES = 2;
const TIMEOUT_MS = 60_000;
/** Of each of two: together they are done before a turn's lease of 90 s is over. */
const SHARED_TIMEOUT_MS = 40_000;

/** A language model by configuration. `next` throws `GatewayError`; the maker an `Error` if address or model is missing. */
export function createLanguageModel({ fallback, breaker, ...config }: LanguageModelConfig): LanguageModel {
  if (!fallback) return createSource({ timeout_ms: TIMEOUT_MS, ...config }, breaker);
  return withFallback(
    createSource({ timeout_ms: SHARED_TIMEOUT_MS, ...config }, breaker),
    createSource({ timeout_ms: SHARED_TIMEOUT_MS, ...fallback }, breaker),
  );
}

/** One provider: deadline, retries and breaker around each step. */
function createSource(
  config: ProviderConfig & { timeout_ms: number },
  breaker: BreakerOptions | undefined,
): LanguageModel {
  const { provider: name, api_key, timeout_ms } = config;
  const provider = connect(config);
  const attempts = createAttempts({ gateway: name, first_wait_ms: 400, longest_wait_ms: 5_000, breaker });
  const own = `${name}/`;
  return {
    provider: name,
    model: provider.model,
    sources: [{ provider: name, model: provider.model, rests: attempts.rests }],
    async next(request, signal) {
      if (signal?.aborted) throw givenUp(name, signal, false);
      const deadline = AbortSignal.timeout(timeout_ms);
      const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
      const model = request.model?.startsWith(own) ? request.model.slice(own.length) : provider.model;
      const attempt = async () => {
        try {
          return await step(provider, model, request, either);
        } catch (error) {
          if (signal?.aborted) throw givenUp(name, signal, true);
          throw deadline.aborted
            ? new AttemptFailed(givenUp(name, deadline, true), { transient: false, silence: true })
            : asAttemptFailed(name, error, api_key);
        }
      };
      return attempts.make(attempt, { retries: RETRIES, signal: either });
    },
  };
}

async function step(
  { open, options }: Provider,
  model: string,
  request: ModelRequest,
  abortSignal: AbortSignal,
): Promise<ModelAnswer> {
  const result = await generateText({
    model: open(model),
    instructions: request.instructions || undefined,
    messages: sdkMessages(request.messages),
    tools: request.tools.length > 0 ? sdkTools(request.tools) : undefined,
    temperature: request.temperature,
    ...(options ? { providerOptions: options(request) } : { maxOutputTokens: request.max_output_tokens }),
    maxRetries: 0,
    abortSignal,
  });
  const tool_calls = result.toolCalls.map((call) => ({
    id: call.toolCallId,
    name: call.toolName,
    // Parsed JSON, or the raw text of a call the SDK found invalid: either is JSON of ours.
    arguments: (call.input ?? {}) as Json,
  }));
  return {
    model: result.response.modelId,
    text: result.text,
    tool_calls,
    finish: finish(result.finishReason, tool_calls.length > 0),
    usage: {
      input_tokens: result.usage.inputTokens ?? 0,
      output_tokens: result.usage.outputTokens ?? 0,
      cached_tokens: result.usage.inputTokenDetails.cacheReadTokens ?? 0,
    },
  };
}

/** Some servers end a tool call with `stop`; what is asked for counts. */
function finish(reason: string, asks_for_tools: boolean): ModelAnswer['finish'] {
  if (reason === 'length') return 'length';
  if (asks_for_tools) return 'tool_calls';
  return reason === 'stop' ? 'stop' : 'other';
}
