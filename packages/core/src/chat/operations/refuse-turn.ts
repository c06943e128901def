import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { requestHuman } from '../../messaging/operations/request-human.ts';
import { openTask } from '../../task/operations/open-task.ts';
import { TurnHead } from '../contract.ts';
import { INSTEAD, noTurnTask } from '../no-turn.ts';
import { closeTurn } from './close-turn.ts';

export const refuseTurn = command({
  name: 'chat.refuseTurn',
  summary:
    'Ends a turn that may not run, for want of tokens or by the limit of the day: a sentence for the customer, a task for the merchant',
  access: internal.tenant,
  input: TurnHead.extend({ why: z.enum(['quota', 'limit']) }),
  output: z.object({}),
}).handle(async ({ call }, { turn_id, conversation_id, store_id, agent_id, lead_id, why }) => {
  // By the limit the agent is silent until a person gives the conversation back, and says so once.
  const reason = 'o agente chegou ao limite de mensagens do dia';
  if (why === 'limit') await call(requestHuman, { store_id, agent_id, lead_id, turn_id, reason });
  else await call(openTask, noTurnTask(why, store_id, conversation_id));
  await call(closeTurn, { turn_id, lead_id, conversation_id, text: INSTEAD[why] });
  return {};
});
