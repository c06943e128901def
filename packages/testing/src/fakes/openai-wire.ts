/** What the scripted server answers to one request. */
export interface OpenAIAnswer {
  text?: string;
  /** `arguments` as text goes out as it is, so that a model's broken JSON can be played. */
  tool_calls?: { id?: string; name: string; arguments: object | string }[];
  finish_reason?: string;
  /** 400 and above answers `{ error }`. */
  status?: number;
  error?: { message?: string; type?: string; code?: string };
  /** Seconds, for the `Retry-After` header of an error. */
  retry_after?: number;
  delay_ms?: number;
  /** Sends half of the answer, then drops the connection. */
  cut?: boolean;
  usage?: { prompt_tokens?: number; completion_tokens?: number; cached_tokens?: number };
}

/** A request's body as it came over the wire; only what tests look at is named. */
export interface OpenAIRequest {
  model: string;
  messages: {
    role: string;
    content: string | null;
    tool_calls?: { id: string; type: string; function: { name: string; arguments: string } }[];
    tool_call_id?: string;
  }[];
  tools?: { type: string; function: { name: string; description?: string; parameters: unknown } }[];
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
  [field: string]: unknown;
}

const envelope = (request: OpenAIRequest, index: number, object: string) => ({
  id: `chatcmpl-${index}`,
  object,
  created: 1_790_000_000,
  model: request.model,
});

function toolCalls(answer: OpenAIAnswer, index: number) {
  return (answer.tool_calls ?? []).map((call, position) => ({
    id: call.id ?? `call_${index}_${position}`,
    type: 'function' as const,
    function: {
      name: call.name,
      arguments: typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments),
    },
  }));
}

const finish = (answer: OpenAIAnswer) =>
  answer.finish_reason ?? (answer.tool_calls?.length ? 'tool_calls' : 'stop');

/** Unless scripted, a token is four characters, as everyone's rule of thumb says. */
function usage(request: OpenAIRequest, answer: OpenAIAnswer) {
  const said = (answer.text ?? '') + JSON.stringify(answer.tool_calls ?? '');
  const prompt_tokens = answer.usage?.prompt_tokens ?? Math.ceil(JSON.stringify(request.messages).length / 4);
  const completion_tokens = answer.usage?.completion_tokens ?? Math.ceil(said.length / 4);
  const cached_tokens = answer.usage?.cached_tokens ?? 0;
  return {
    prompt_tokens,
    completion_tokens,
    total_tokens: prompt_tokens + completion_tokens,
    prompt_cache_hit_tokens: cached_tokens,
    prompt_cache_miss_tokens: prompt_tokens - cached_tokens,
    prompt_tokens_details: { cached_tokens },
    completion_tokens_details: { reasoning_tokens: 0 },
  };
}

/** The body of an answer in one piece. */
export function completion(request: OpenAIRequest, answer: OpenAIAnswer, index: number) {
  const tool_calls = toolCalls(answer, index);
  const message = {
    role: 'assistant',
    content: answer.text ?? (tool_calls.length > 0 ? null : ''),
    ...(tool_calls.length > 0 && { tool_calls }),
  };
  return {
    ...envelope(request, index, 'chat.completion'),
    choices: [{ index: 0, message, finish_reason: finish(answer) }],
    usage: usage(request, answer),
  };
}

/** The same answer as server-sent events: keep-alives, a delta a word, tool arguments cut in three. */
export function streamEvents(request: OpenAIRequest, answer: OpenAIAnswer, index: number): string[] {
  const chunk = (fields: object) =>
    `data: ${JSON.stringify({ ...envelope(request, index, 'chat.completion.chunk'), ...fields })}\n\n`;
  const delta = (content: object, finish_reason: string | null = null) =>
    chunk({ choices: [{ index: 0, delta: content, finish_reason }] });

  const words = answer.text?.match(/\S+\s*|\s+/g) ?? [];
  const calls = toolCalls(answer, index).flatMap(
    ({ id, type, function: { name, arguments: text } }, position) => [
      delta({ tool_calls: [{ index: position, id, type, function: { name, arguments: '' } }] }),
      ...inThree(text).map((piece) =>
        delta({ tool_calls: [{ index: position, function: { arguments: piece } }] }),
      ),
    ],
  );
  return [
    ': keep-alive\n\n',
    delta({ role: 'assistant', content: '' }),
    ...words.map((content) => delta({ content })),
    ': keep-alive\n\n',
    ...calls,
    delta({}, finish(answer)),
    ...(request.stream_options?.include_usage ? [chunk({ choices: [], usage: usage(request, answer) })] : []),
    'data: [DONE]\n\n',
  ];
}

const inThree = (text: string) => {
  const size = Math.ceil(text.length / 3) || 1;
  return [text.slice(0, size), text.slice(size, 2 * size), text.slice(2 * size)].filter(
    (piece) => piece !== '',
  );
};
