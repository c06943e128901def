import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { ConversationView } from '../contract.ts';
import { returnToAgent } from '../return-to-agent.ts';
import { conversationView, lockConversation } from '../rows.ts';
import { conversations } from '../tables.ts';

export const giveBack = command({
  name: 'messaging.giveBack',
  summary: 'The agent speaks again, and answers what no person did',
  access: app.row(conversations),
  rest: { method: 'post', path: '/internal/conversations/{id}/give-back' },
  audit: { target: 'conversation' },
  input: z.strictObject({ id: Id }),
  output: ConversationView,
}).handle(async (context, { id }) => {
  const { db, company_id } = context;
  const conversation = await lockConversation(db, company_id, id);
  context.before({ state: conversation.state, owner_user_id: conversation.owner_user_id });
  if (conversation.state !== 'agent') await returnToAgent(context, conversation);
  return conversationView(db, company_id, id);
});
