import { and, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { cursorPageOf, readCursor } from '../../kernel/cursor.ts';
import { query } from '../../kernel/operation.ts';
import { Id, Instant } from '../../kernel/wire.ts';
import { ListMessages, MessagePage } from '../contract.ts';
import { messageColumns } from '../rows.ts';
import { messages } from '../tables.ts';

export const listMessages = query({
  name: 'messaging.list',
  summary: 'Messages of a lead, an agent or a conversation, newest first',
  access: app.company,
  rest: { method: 'get', path: '/internal/messages' },
  input: ListMessages,
  output: MessagePage,
}).handle(async ({ db, company_id }, { lead_id, agent_id, conversation_id, limit, cursor }) => {
  const before = readCursor(cursor, z.tuple([Instant, Id]));
  const rows = await db
    .select(messageColumns)
    .from(messages)
    .where(
      and(
        eq(messages.company_id, company_id),
        lead_id ? eq(messages.lead_id, lead_id) : undefined,
        agent_id ? eq(messages.agent_id, agent_id) : undefined,
        conversation_id ? eq(messages.conversation_id, conversation_id) : undefined,
        before && sql`(${messages.created_at}, ${messages.id}) < (${before[0]}, ${before[1]}::uuid)`,
      ),
    )
    .orderBy(desc(messages.created_at), desc(messages.id))
    .limit(limit + 1);
  return cursorPageOf(rows, limit, ({ created_at, id }) => [created_at, id]);
});
