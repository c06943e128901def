import { and, eq, getTableColumns } from 'drizzle-orm';
import type { Reader } from '../kernel/db/open-database.ts';
import { found } from '../kernel/errors.ts';
import { agents, evolution_instances } from './tables.ts';

/** An agent and its number. */
export const agentRows = (db: Reader) =>
  db
    .select({ ...getTableColumns(agents), evolution_instance_id: evolution_instances.instance })
    .from(agents)
    .innerJoin(
      evolution_instances,
      and(eq(evolution_instances.company_id, agents.company_id), eq(evolution_instances.agent_id, agents.id)),
    );

/** One agent. 404 for another company's. */
export async function agentView(db: Reader, company_id: string, id: string) {
  const [agent] = await agentRows(db).where(and(eq(agents.company_id, company_id), eq(agents.id, id)));
  return found(agent, 'agent');
}
