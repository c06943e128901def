import { and, asc, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { AgentView } from '../contract.ts';
import { agentRows } from '../rows.ts';
import { agents } from '../tables.ts';

export const listAgents = query({
  name: 'agent.list',
  summary: "A store's agents, the active one first",
  access: app.store,
  rest: { method: 'get', path: '/internal/agents' },
  input: z.strictObject({ store_id: Id }),
  output: z.object({ items: z.array(AgentView) }),
}).handle(async ({ db, company_id }, { store_id }) => ({
  items: await agentRows(db)
    .where(and(eq(agents.company_id, company_id), eq(agents.store_id, store_id)))
    .orderBy(desc(agents.is_active), asc(agents.created_at)),
}));
