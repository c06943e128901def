import type { Json, LanguageModel, ModelAnswer, ModelRequest } from '@vek1/core/ports/language-model';
import { generateText } from 'ai';
import { asGatewayError, givenUp } from './failure.ts';
import { sdkMessages, sdkTools } from './messages.ts';
import { connect, type LanguageModelConfig } from './providers.ts';
import { withRetries } from './retry.ts';

export type { LanguageModelConfig } from './providers.ts';

// The SDK's own switch: its warnings go to the process, past our log, once per call.
globalThis.AI_SDK_LOG_WARNINGS = false;

const TIMEOUT_MS = 60_000;

/** A language model by configuration. `next` throws `GatewayError`; the maker an `Error` if address or model is missing. */
export function createLanguageModel(config: LanguageModelConfig): LanguageModel {
  const { provider } = config;
  const model = connect(config);
  return {
    provider,
    model: model.modelId,
    async next(request, signal) {
      if (signal?.aborted) throw givenUp(provider, signal, false);
      const deadline = AbortSignal.timeout(config.timeout_ms ?? TIMEOUT_MS);
      const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
      try {
        return await withRetries(() => step(model, request, either), either);
      } catch (error) {
        throw either.aborted
          ? givenUp(provider, either, true)
          : asGatewayError(provider, error, config.api_key);
      }
    },
  };
}

async function step(
  model: ReturnType<typeof connect>,
  request: ModelRequest,
  abortSignal: AbortSignal,
): Promise<ModelAnswer> {
  const result = await generateText({
    model,
    instructions: request.instructions || undefined,
    messages: sdkMessages(request.messages),
    tools: request.tools.length > 0 ? sdkTools(request.tools) : undefined,
    temperature: request.temperature,
    maxOutputTokens: request.max_output_tokens,
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
