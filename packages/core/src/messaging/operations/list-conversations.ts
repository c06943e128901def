import { and, eq, inArray } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { ConversationPage, ListConversations } from '../contract.ts';
import { conversationPage } from '../rows.ts';
import { conversations } from '../tables.ts';

export const listConversations = query({
  name: 'messaging.listConversations',
  summary: 'Conversations, the one that was written to last first',
  access: app.stores,
  rest: { method: 'get', path: '/internal/conversations' },
  input: ListConversations,
  output: ConversationPage,
}).handle(({ db, company_id }, { store_ids, state, ...slice }) => {
  const where = and(
    eq(conversations.company_id, company_id),
    store_ids && inArray(conversations.store_id, store_ids),
    state && inArray(conversations.state, state),
  );
  return conversationPage(db, where, slice);
});
