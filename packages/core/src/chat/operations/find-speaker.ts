import { and, desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { agents } from '../../agent/tables.ts';
import { internal } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { stores } from '../../store/tables.ts';

export const findSpeaker = query({
  name: 'chat.findSpeaker',
  summary: "The agent that is asked, or the store's active one; 404 outside the given store",
  access: internal.global,
  input: z.strictObject({ store_id: Id.optional(), agent_id: Id.optional() }),
  output: z.object({ company_id: Id, store_id: Id, agent_id: Id, type: z.string(), is_public: z.boolean() }),
}).handle(async ({ db }, { store_id, agent_id }) => {
  const [agent] = await db
    .select({
      company_id: agents.company_id,
      store_id: agents.store_id,
      agent_id: agents.id,
      type: agents.type,
      is_public: sql<boolean>`${agents.is_active} and 'web' = any(${agents.channels})`,
    })
    .from(agents)
    .innerJoin(stores, and(eq(stores.company_id, agents.company_id), eq(stores.id, agents.store_id)))
    .where(
      and(
        store_id ? eq(stores.id, store_id) : undefined,
        agent_id ? eq(agents.id, agent_id) : eq(agents.is_active, true),
      ),
    )
    .orderBy(desc(agents.is_active))
    .limit(1);
  return found(agent, 'agent');
});
