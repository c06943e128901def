import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { flow } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { roleOf } from '../role.ts';
import { runTurn } from '../run-turn.ts';
import { toolsFor } from '../tools/index.ts';
import { closeTurn } from './close-turn.ts';
import { agentOf, openTurn } from './open-turn.ts';
import { refuseTurn } from './refuse-turn.ts';
import { releaseTurn } from './release-turn.ts';
import { saveStep } from './save-step.ts';

export const answerConversation = flow({
  name: 'chat.answer',
  summary: 'Answers what is unanswered in a conversation: the model and its tools, five steps at most',
  access: internal.tenant,
  input: z.strictObject({ conversation_id: Id }),
  output: z.object({ answered: z.boolean() }),
}).handle(async ({ company_id, gateways, call, as, signal, settings }, { conversation_id }) => {
  const { turn } = await call(openTurn, { conversation_id });
  if (!turn) return { answered: false };
  const { agent_type, terms, instructions, history, transcript, quota, limited, ...head } = turn;
  const { turn_id, lead_id } = head;
  if (quota === 'BLOCK' || limited) {
    await call(refuseTurn, { ...head, why: limited ? 'limit' : 'quota' });
    return { answered: true };
  }
  const role = roleOf(settings.agent_types, agent_type);
  const actor = agentOf(company_id, turn);
  const agent = as(actor);
  const running = runTurn({
    instructions,
    history,
    transcript,
    tools: toolsFor(role, 'customer', terms),
    request: role.request,
    use: (tool, args) => tool.run(agent.call, actor, args),
    model: gateways.language_model,
    signal,
    keep: async (step) => void (await call(saveStep, { turn_id, ...step })),
  });
  try {
    let step = await running.next();
    while (!step.done) step = await running.next();
    await call(closeTurn, { turn_id, lead_id, conversation_id, ...step.value });
    return { answered: true };
  } catch (error) {
    await call(releaseTurn, { turn_id });
    throw error;
  }
});
