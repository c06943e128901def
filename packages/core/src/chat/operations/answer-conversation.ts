import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { flow } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import type { ModelMessage, ToolCall } from '../../ports/language-model.ts';
import { CUSTOMER_TOOLS } from '../tools/index.ts';
import { closeTurn } from './close-turn.ts';
import { agentOf, openTurn } from './open-turn.ts';
import { releaseTurn } from './release-turn.ts';
import { saveStep } from './save-step.ts';

const MAX_ITERATIONS = 5;
const LOST = 'Desculpe, me enrolei aqui. Pode me dizer de novo, em poucas palavras, o que você procura?';

const TOOLS = new Map(CUSTOMER_TOOLS.map((tool) => [tool.name, tool]));

/** Tool calls of the last step that have no result yet: what a resumed turn still owes. */
function owedCalls(transcript: readonly ModelMessage[]): ToolCall[] {
  const answered = new Set(transcript.map((entry) => (entry.role === 'tool' ? entry.call_id : '')));
  const last = transcript.findLast((entry) => entry.role === 'assistant');
  return last?.role === 'assistant' ? last.tool_calls.filter((call) => !answered.has(call.id)) : [];
}

export const answerConversation = flow({
  name: 'chat.answer',
  summary: 'Answers what is unanswered in a conversation: the model and its tools, five steps at most',
  access: internal.tenant,
  input: z.strictObject({ conversation_id: Id }),
  output: z.object({ answered: z.boolean() }),
}).handle(async ({ company_id, gateways, call, as, signal }, { conversation_id }) => {
  const { turn } = await call(openTurn, { conversation_id });
  if (!turn) return { answered: false };
  const { turn_id, lead_id, instructions, history, transcript } = turn;
  const actor = agentOf(company_id, turn);
  const agent = as(actor);

  const keep = async (message: ModelMessage, started: number, more: object = {}) => {
    const ms = Math.round(performance.now() - started);
    await call(saveStep, { turn_id, position: transcript.length, message, ms, ...more });
    transcript.push(message);
  };

  try {
    for (;;) {
      for (const { id, name, arguments: args } of owedCalls(transcript)) {
        const started = performance.now();
        const known = TOOLS.get(name);
        const { result, is_error } = known
          ? await known.run(agent.call, actor, args)
          : { result: { error: `There is no tool ${name}.` }, is_error: true };
        await keep({ role: 'tool', call_id: id, name, result, is_error }, started);
      }
      const answers = transcript.filter((entry) => entry.role === 'assistant');
      const last = answers.at(-1);
      const done = last !== undefined && last.tool_calls.length === 0;
      if (done || answers.length >= MAX_ITERATIONS) {
        await call(closeTurn, { turn_id, lead_id, conversation_id, text: (done && last.text.trim()) || LOST });
        return { answered: true };
      }
      const started = performance.now();
      const { text, tool_calls, model, usage } = await gateways.language_model.next(
        { instructions, messages: [...history, ...transcript], tools: CUSTOMER_TOOLS.map((tool) => tool.model) },
        signal,
      );
      await keep({ role: 'assistant', text, tool_calls }, started, { model, usage });
    }
  } catch (error) {
    await call(releaseTurn, { turn_id });
    throw error;
  }
});
