import type { Json, LanguageModel, ModelAnswer, ModelMessage, ToolCall } from '../ports/language-model.ts';
import { figureNote, inventedFigures, UNSURE } from './figures.ts';
import type { Role } from './role.ts';
import { type Said, saidOf } from './said.ts';
import type { Tool, ToolResult } from './tools/tool.ts';

export const MAX_ITERATIONS = 5;
/** Tools that one step may call: more at once is no model that thinks. */
const MAX_CALLS = 12;
const LOST = 'Desculpe, me enrolei aqui. Pode me dizer de novo, em poucas palavras, o que você procura?';

/** What is kept of one step, beside its entry of the transcript. Milliseconds. */
export interface Kept {
  position: number;
  message: ModelMessage;
  ms: number;
  model?: string;
  usage?: ModelAnswer['usage'];
}

/** What happens in a turn, as it happens. */
export type TurnEvent =
  | { type: 'step'; iteration: number; model: string; usage: ModelAnswer['usage']; ms: number }
  | { type: 'tool'; name: string; arguments: Json; result: Json; is_error: boolean; ms: number };

export interface TurnParts {
  instructions: string;
  history: readonly ModelMessage[];
  /** What this turn has done already; grows as it goes on. */
  transcript: ModelMessage[];
  tools: readonly Tool[];
  use: (tool: Tool, args: Json) => Promise<ToolResult>;
  model: LanguageModel;
  /** How the model is asked; left out: as the environment says. */
  request?: Role['request'];
  /** Stops the model, never a started tool. */
  signal: AbortSignal;
  /** Commits an entry before the next step begins. */
  keep: (step: Kept) => Promise<void>;
}

/** Tool calls of the last step that have no result yet: what a resumed turn still owes. Results stand in their order. */
function owedCalls(transcript: readonly ModelMessage[]): ToolCall[] {
  const at = transcript.findLastIndex((entry) => entry.role === 'assistant');
  const last = transcript[at];
  return last?.role === 'assistant' ? last.tool_calls.slice(transcript.length - at - 1) : [];
}

/** What is run of a step's calls, each under an id that no other has: some servers repeat theirs. */
const kept = (calls: readonly ToolCall[], transcript: readonly ModelMessage[]): ToolCall[] => {
  const known = new Set(['', ...transcript.map((entry) => (entry.role === 'tool' ? entry.call_id : ''))]);
  return calls.slice(0, MAX_CALLS).map((call, index) => {
    const id = known.has(call.id) ? `call_${transcript.length}_${index}` : call.id;
    known.add(id);
    return { ...call, id };
  });
};

/**
 * One turn: the model and its tools, five steps at most. Yields what it does, returns what may be said:
 * checked for invented figures, once regenerated, else a safe sentence. It goes on from any transcript.
 */
export async function* runTurn(parts: TurnParts): AsyncGenerator<TurnEvent, Said> {
  const { instructions, history, transcript, tools, use, model, request, signal, keep } = parts;
  const known = new Map(tools.map((tool) => [tool.name, tool]));
  const asked = history.findLast((entry) => entry.role === 'user')?.text ?? '';

  const add = async (message: ModelMessage, started: number, more: Pick<Kept, 'model' | 'usage'> = {}) => {
    const ms = Math.round(performance.now() - started);
    await keep({ position: transcript.length, message, ms, ...more });
    transcript.push(message);
    return ms;
  };

  for (;;) {
    for (const { id, name, arguments: args } of owedCalls(transcript)) {
      const started = performance.now();
      const tool = known.get(name);
      const { result, is_error } = tool
        ? await use(tool, args)
        : { result: { error: `There is no tool ${name}.` }, is_error: true };
      const ms = await add({ role: 'tool', call_id: id, name, result, is_error }, started);
      yield { type: 'tool', name, arguments: args, result, is_error, ms };
    }

    const answers = transcript.filter((entry) => entry.role === 'assistant');
    const last = answers.at(-1);
    if (last && last === transcript.at(-1) && last.tool_calls.length === 0) {
      const said = saidOf(last.text);
      const invented = inventedFigures(said.text, asked, transcript);
      if (invented.length === 0) return said.text === '' ? { ...said, text: LOST } : said;
      const warned = transcript.some((entry) => entry.role === 'user');
      if (warned || answers.length >= MAX_ITERATIONS) return { ...said, text: UNSURE };
      await add({ role: 'user', text: figureNote(invented) }, performance.now());
    }
    if (answers.length >= MAX_ITERATIONS) return { text: LOST, declined: false };

    const started = performance.now();
    const { text, usage, ...answer } = await model.next(
      {
        ...request,
        instructions,
        messages: [...history, ...transcript],
        tools: tools.map((tool) => tool.model),
      },
      signal,
    );
    const tool_calls = kept(answer.tool_calls, transcript);
    const ms = await add({ role: 'assistant', text, tool_calls }, started, { model: answer.model, usage });
    yield { type: 'step', iteration: answers.length + 1, model: answer.model, usage, ms };
  }
}
