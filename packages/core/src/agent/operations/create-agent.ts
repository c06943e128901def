import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { companies } from '../../company/tables.ts';
import { app } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { conflict, found, invalidField } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { AgentView, CreateAgent } from '../contract.ts';
import { agentView } from '../rows.ts';
import { agents, evolution_instances } from '../tables.ts';

export const createAgent = command({
  name: 'agent.create',
  summary:
    'Makes an agent, inactive at first; the name and the secret of its WhatsApp instance are made here',
  access: app.store,
  rest: { method: 'post', path: '/internal/agents', status: 201 },
  audit: { target: 'agent' },
  input: CreateAgent,
  output: AgentView,
}).handle(async ({ db, company_id, vault, settings }, input) => {
  if (!settings.agent_types.find(input.type)) throw invalidField('type', 'No such type of agent.');
  // Two who make the last agent that the plan allows come one after the other.
  const [limits] = await db
    .select({ max_agents: companies.max_agents })
    .from(companies)
    .where(eq(companies.id, company_id))
    .for('no key update');
  const { max_agents } = found(limits, 'company');
  if (max_agents !== null && (await db.$count(agents, eq(agents.company_id, company_id))) >= max_agents) {
    throw conflict('The plan allows no more agents.', 'plan.limit_reached', { max_agents });
  }

  const id = newId();
  await db
    .insert(agents)
    .values({ company_id, id, ...input, is_active: false, created_at: now(), updated_at: now() });
  await db.insert(evolution_instances).values({
    instance: `vek1-${randomBytes(8).toString('hex')}`,
    company_id,
    store_id: input.store_id,
    agent_id: id,
    secret: vault.seal(randomBytes(32).toString('base64url')),
  });
  return agentView(db, company_id, id);
});
