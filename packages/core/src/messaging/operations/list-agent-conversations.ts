import { and, eq } from 'drizzle-orm';
import { getAgent } from '../../agent/operations/get-agent.ts';
import { agents } from '../../agent/tables.ts';
import { app } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { ConversationPage, ListAgentConversations } from '../contract.ts';
import { conversationPage } from '../rows.ts';
import { conversations } from '../tables.ts';

export const listAgentConversations = query({
  name: 'messaging.listAgentConversations',
  summary: "An agent's conversations, the one that was written to last first",
  access: app.row(agents),
  rest: { method: 'get', path: '/internal/agents/{id}/conversations' },
  input: ListAgentConversations,
  output: ConversationPage,
}).handle(async ({ db, company_id, call }, { id, ...slice }) => {
  await call(getAgent, { id });
  return conversationPage(
    db,
    and(eq(conversations.company_id, company_id), eq(conversations.agent_id, id)),
    slice,
  );
});
