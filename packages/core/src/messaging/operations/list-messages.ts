import { and, desc, eq, getTableColumns } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { ListMessages, MessageView } from '../contract.ts';
import { messages } from '../tables.ts';

const { image: _image, ...columns } = getTableColumns(messages);

export const listMessages = query({
  name: 'messaging.list',
  summary: 'Messages of a lead or of an agent, newest first',
  access: app.company,
  rest: { method: 'get', path: '/internal/messages' },
  input: ListMessages,
  output: z.object({ items: z.array(MessageView) }),
}).handle(async ({ db, company_id }, { lead_id, agent_id, limit }) => ({
  items: await db
    .select(columns)
    .from(messages)
    .where(
      and(
        eq(messages.company_id, company_id),
        lead_id ? eq(messages.lead_id, lead_id) : undefined,
        agent_id ? eq(messages.agent_id, agent_id) : undefined,
      ),
    )
    .orderBy(desc(messages.created_at), desc(messages.id))
    .limit(limit),
}));
