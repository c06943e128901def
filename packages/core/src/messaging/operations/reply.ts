import { app } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { MessageView, Reply } from '../contract.ts';
import { lockConversation } from '../rows.ts';
import { sayAsPerson } from '../say-as-person.ts';
import { conversations } from '../tables.ts';

export const reply = command({
  name: 'messaging.reply',
  summary: 'Sends what a person writes; who replies has taken over',
  access: app.row(conversations),
  rest: { method: 'post', path: '/internal/conversations/{id}/reply', status: 201 },
  audit: { target: 'message' },
  input: Reply,
  output: MessageView,
}).handle(async (context, { id, text }) => {
  const { lead_id } = await lockConversation(context.db, context.company_id, id);
  return sayAsPerson(context, { conversation_id: id, lead_id, text });
});
