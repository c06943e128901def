import { and, asc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { found, invalidField } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { documents } from '../../knowledge/tables.ts';
import { SetKnowledgeBase } from '../contract.ts';
import { agent_knowledge_base, agents } from '../tables.ts';

export const setKnowledgeBase = command({
  name: 'agent.setKnowledgeBase',
  summary: 'Which documents an agent knows: these take the place of those before',
  access: app.row(agents),
  rest: { method: 'put', path: '/internal/agents/{id}/knowledge-base' },
  audit: { target: 'agent' },
  input: SetKnowledgeBase,
  output: z.object({ id: Id, document_ids: z.array(Id) }),
}).handle(async ({ db, company_id, before }, { id, document_ids }) => {
  const [agent] = await db
    .select({ store_id: agents.store_id })
    .from(agents)
    .where(and(eq(agents.company_id, company_id), eq(agents.id, id)))
    .for('no key update');
  const { store_id } = found(agent, 'agent');

  const known = await db
    .select({ id: documents.id })
    .from(documents)
    .where(
      and(
        eq(documents.company_id, company_id),
        eq(documents.store_id, store_id),
        inArray(documents.id, document_ids),
      ),
    )
    .orderBy(asc(documents.id))
    .for('key share');
  const real = new Set(known.map((document) => document.id));
  const unknown = document_ids.findIndex((document_id) => !real.has(document_id.toLowerCase()));
  if (unknown >= 0) throw invalidField(`document_ids.${unknown}`, 'Not a document of this store.');

  const gone = await db
    .delete(agent_knowledge_base)
    .where(and(eq(agent_knowledge_base.company_id, company_id), eq(agent_knowledge_base.agent_id, id)))
    .returning({ document_id: agent_knowledge_base.document_id });
  before({ document_ids: gone.map((link) => link.document_id) });
  const rows = [...real].map((document_id) => ({ company_id, agent_id: id, document_id }));
  if (rows.length > 0) await db.insert(agent_knowledge_base).values(rows);
  return { id, document_ids: [...real] };
});
