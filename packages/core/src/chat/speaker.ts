import { and, eq } from 'drizzle-orm';
import { agents } from '../agent/tables.ts';
import type { Reader } from '../kernel/db/open-database.ts';
import { found } from '../kernel/errors.ts';
import { leads } from '../lead/tables.ts';
import { stores } from '../store/tables.ts';

/** Who speaks with whom, for the instructions: the store, its agent, the customer if known. 404 without the agent. */
export async function speakerOf(db: Reader, company_id: string, agent_id: string, lead_id: string | null) {
  const [row] = await db
    .select({
      store_name: stores.name,
      agent_name: agents.name,
      persona: agents.persona,
      greeting: agents.greeting,
    })
    .from(agents)
    .innerJoin(stores, and(eq(stores.company_id, agents.company_id), eq(stores.id, agents.store_id)))
    .where(and(eq(agents.company_id, company_id), eq(agents.id, agent_id)));
  const [lead] = lead_id
    ? await db
        .select({ name: leads.name })
        .from(leads)
        .where(and(eq(leads.company_id, company_id), eq(leads.id, lead_id)))
    : [];
  return { ...found(row, 'agent'), customer_name: lead?.name ?? null };
}
