import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { found, invalidField } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { documents } from '../../knowledge/tables.ts';
import { SetDocumentAgents } from '../contract.ts';
import { agent_knowledge_base, agents } from '../tables.ts';

export const setDocumentAgents = command({
  name: 'agent.setDocumentAgents',
  summary: 'Which agents know a document: these take the place of those before',
  access: app.row(documents),
  rest: { method: 'put', path: '/internal/documents/{id}/agents' },
  audit: { target: 'document' },
  input: SetDocumentAgents,
  output: z.object({ id: Id, agent_ids: z.array(Id) }),
}).handle(async ({ db, company_id, before }, { id, agent_ids }) => {
  const [document] = await db
    .select({ store_id: documents.store_id })
    .from(documents)
    .where(and(eq(documents.company_id, company_id), eq(documents.id, id)))
    .for('key share');
  const { store_id } = found(document, 'document');

  // The store's agents are locked, in id order: who links the same documents comes one after the other.
  const team = await db
    .select({ id: agents.id })
    .from(agents)
    .where(and(eq(agents.company_id, company_id), eq(agents.store_id, store_id)))
    .orderBy(asc(agents.id))
    .for('no key update');
  const wanted = new Set(agent_ids.map((agent_id) => agent_id.toLowerCase()));
  const real = team.map((agent) => agent.id);
  const unknown = agent_ids.findIndex((agent_id) => !real.includes(agent_id.toLowerCase()));
  if (unknown >= 0) throw invalidField(`agent_ids.${unknown}`, "Not an agent of the document's store.");

  const gone = await db
    .delete(agent_knowledge_base)
    .where(and(eq(agent_knowledge_base.company_id, company_id), eq(agent_knowledge_base.document_id, id)))
    .returning({ agent_id: agent_knowledge_base.agent_id });
  before({ agent_ids: gone.map((link) => link.agent_id) });
  const rows = [...wanted].map((agent_id) => ({ company_id, agent_id, document_id: id }));
  if (rows.length > 0) await db.insert(agent_knowledge_base).values(rows);
  return { id, agent_ids: [...wanted] };
});
