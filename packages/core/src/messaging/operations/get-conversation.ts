import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { ConversationDetail } from '../contract.ts';
import { conversationView, messageColumns } from '../rows.ts';
import { conversations, messages } from '../tables.ts';

/** What is older is read by `messaging.list` and its cursor. */
const NEWEST = 100;

export const getConversation = query({
  name: 'messaging.getConversation',
  summary: 'One conversation with its 100 newest messages, newest first',
  access: app.row(conversations),
  rest: { method: 'get', path: '/internal/conversations/{id}' },
  input: z.strictObject({ id: Id }),
  output: ConversationDetail,
}).handle(async ({ db, company_id }, { id }) => {
  const conversation = await conversationView(db, company_id, id);
  const newest = await db
    .select(messageColumns)
    .from(messages)
    .where(and(eq(messages.company_id, company_id), eq(messages.conversation_id, id)))
    .orderBy(desc(messages.created_at), desc(messages.id))
    .limit(NEWEST);
  return { ...conversation, messages: newest };
});
