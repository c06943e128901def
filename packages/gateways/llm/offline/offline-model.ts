import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
} from '@ai-sdk/provider';
import { conversationOf } from './conversation.ts';
import { nextMove } from './plan.ts';

export const OFFLINE_MODEL = 'vek1-offline';

/**
 * A sales model of rules, for days without a key: deterministic, stateless, Portuguese.
 * It sells through the tools any model would use, and states no figure they did not give.
 */
export function createOfflineModel(modelId = OFFLINE_MODEL): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'offline',
    modelId,
    supportedUrls: {},
    doGenerate: async (options) => generate(modelId, options),
    doStream: async (options) => {
      const result = generate(modelId, options);
      return { stream: streamOf(streamed(result)) };
    },
  };
}

function generate(modelId: string, options: LanguageModelV4CallOptions): LanguageModelV4GenerateResult {
  options.abortSignal?.throwIfAborted();
  const move = nextMove(conversationOf(options));
  const content: LanguageModelV4Content[] =
    'say' in move
      ? [{ type: 'text', text: move.say }]
      : move.ask.map(({ name, args }, at) => ({
          type: 'tool-call',
          // Unique in the conversation, and the same each time it is played.
          toolCallId: `call_${options.prompt.length}_${at}`,
          toolName: name,
          input: JSON.stringify(args),
        }));
  return {
    content,
    finishReason: { unified: 'say' in move ? 'stop' : 'tool-calls', raw: undefined },
    usage: usage(JSON.stringify([options.prompt, options.tools ?? []]), JSON.stringify(content)),
    response: { modelId },
    warnings: [],
  };
}

/** There are no tokens here: an estimate of four characters each, so that quota and cost can be tried. */
function usage(heard: string, said: string): LanguageModelV4GenerateResult['usage'] {
  const total = Math.ceil(heard.length / 4);
  const text = Math.ceil(said.length / 4);
  return {
    inputTokens: { total, noCache: total, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: text, text, reasoning: 0 },
  };
}

function* streamed(result: LanguageModelV4GenerateResult): Generator<LanguageModelV4StreamPart> {
  yield { type: 'stream-start', warnings: [] };
  yield { type: 'response-metadata', ...result.response };
  for (const [at, part] of result.content.entries()) {
    const id = String(at);
    if (part.type === 'tool-call') yield part;
    if (part.type !== 'text') continue;
    yield { type: 'text-start', id };
    for (const delta of part.text.match(/(?:\S+\s*){1,5}/g) ?? []) yield { type: 'text-delta', id, delta };
    yield { type: 'text-end', id };
  }
  yield { type: 'finish', usage: result.usage, finishReason: result.finishReason };
}

const streamOf = <Part>(parts: Iterable<Part>) =>
  new ReadableStream<Part>({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
