import type { LanguageModel, ModelMessage } from '../ports/language-model.ts';
import type { ChatEvent, ChatRequest } from './contract.ts';
import { generalInstructions } from './instructions.ts';
import type { Role } from './role.ts';
import { runTurn } from './run-turn.ts';
import { shownOf } from './summary.ts';
import { Tally } from './tally.ts';

/** What whoever calls says was said before. */
export const saidBefore = ({ conversation_history }: ChatRequest): ModelMessage[] =>
  conversation_history.map(({ role, content: text }) =>
    role === 'user' ? { role, text } : { role, text, tool_calls: [] },
  );

interface Used {
  model: string;
  input_tokens: number;
  output_tokens: number;
  cached_tokens: number;
}

interface Parts {
  request: ChatRequest;
  role: Role;
  trace_id: string;
  model: LanguageModel;
  signal: AbortSignal;
  price: (used: Used) => Promise<number>;
}

/** A turn without a shop: no tools, nothing kept. */
export async function* generalTurn({
  request,
  role,
  trace_id,
  model,
  signal,
  price,
}: Parts): AsyncGenerator<ChatEvent> {
  const tally = new Tally();
  const turn = runTurn({
    instructions: generalInstructions(request.type, role),
    history: shownOf(null, [...saidBefore(request), { role: 'user', text: request.message }]),
    transcript: [],
    tools: [],
    request: role.request,
    use: () => Promise.reject(new Error('There are no tools.')),
    model,
    signal,
    keep: async ({ model: name, usage }) => {
      if (name && usage) tally.cost(await price({ model: name, ...usage }));
    },
  });
  const { text: response } = yield* tally.follow(turn);
  yield* tally.end({ response, agent_type: request.type, quota: 'ALLOW', trace_id });
}
