import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { getAgent } from '../../agent/operations/get-agent.ts';
import { agent_knowledge_base, agents } from '../../agent/tables.ts';
import { app } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { FullAgent } from '../contract.ts';
import { conversations } from '../tables.ts';

export const getFullAgent = query({
  name: 'messaging.getFullAgent',
  summary: 'An agent with its knowledge base and how many conversations it has',
  access: app.row(agents),
  rest: { method: 'get', path: '/internal/agents/{id}/full' },
  input: z.strictObject({ id: Id }),
  output: FullAgent,
}).handle(async ({ db, company_id, call }, { id }) => {
  const agent = await call(getAgent, { id });
  const links = await db
    .select({ document_id: agent_knowledge_base.document_id })
    .from(agent_knowledge_base)
    .where(and(eq(agent_knowledge_base.company_id, company_id), eq(agent_knowledge_base.agent_id, id)))
    .orderBy(asc(agent_knowledge_base.document_id));
  const conversations_count = await db.$count(
    conversations,
    and(eq(conversations.company_id, company_id), eq(conversations.agent_id, id)),
  );
  return { ...agent, document_ids: links.map(({ document_id }) => document_id), conversations_count };
});
