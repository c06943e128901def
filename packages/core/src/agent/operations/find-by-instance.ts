import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { webhook } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { AgentView } from '../contract.ts';
import { agentRows } from '../rows.ts';
import { evolution_instances } from '../tables.ts';

export const findByInstance = query({
  name: 'agent.findByInstance',
  summary: 'The agent behind a WhatsApp instance, an inactive one too',
  access: webhook,
  rest: { method: 'get', path: '/webhooks/agents/by-evolution-instance/{instance_id}' },
  input: z.strictObject({ instance_id: z.string().min(1).max(200) }),
  output: AgentView.extend({ company_id: Id }),
}).handle(async ({ db }, { instance_id }) => {
  const [agent] = await agentRows(db).where(eq(evolution_instances.instance, instance_id));
  return found(agent, 'agent');
});
