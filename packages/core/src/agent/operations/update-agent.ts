import { and, eq } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { AgentView, UpdateAgent } from '../contract.ts';
import { agentView } from '../rows.ts';
import { agents } from '../tables.ts';

export const updateAgent = command({
  name: 'agent.update',
  summary: 'Changes an agent: what is left out stays, null clears',
  access: app.row(agents),
  rest: { method: 'patch', path: '/internal/agents/{id}' },
  audit: { target: 'agent' },
  input: UpdateAgent,
  output: AgentView,
}).handle(async ({ db, company_id, before }, { id, ...changes }) => {
  const mine = and(eq(agents.company_id, company_id), eq(agents.id, id));
  const [was] = await db.select().from(agents).where(mine).for('no key update');
  before(found(was, 'agent'));
  await db
    .update(agents)
    .set({ ...changes, updated_at: now() })
    .where(mine);
  return agentView(db, company_id, id);
});
