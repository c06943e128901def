import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { ConversationView } from '../contract.ts';
import { holdByPerson } from '../hold-by-person.ts';
import { conversationView, lockConversation } from '../rows.ts';
import { conversations } from '../tables.ts';

export const takeOver = command({
  name: 'messaging.takeOver',
  summary: 'A person speaks with the lead and the agent is silent, for 12 hours after their last word',
  access: app.row(conversations),
  rest: { method: 'post', path: '/internal/conversations/{id}/take-over' },
  audit: { target: 'conversation' },
  input: z.strictObject({ id: Id }),
  output: ConversationView,
}).handle(async (context, { id }) => {
  const { db, company_id, actor } = context;
  const { state, owner_user_id } = await lockConversation(db, company_id, id);
  context.before({ state, owner_user_id });
  await holdByPerson(context, { conversation_id: id, owner_user_id: actor.user_id });
  return conversationView(db, company_id, id);
});
