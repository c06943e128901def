import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';

const Result = z.strictObject({
  id: Id,
  /** Of the text that was embedded. */
  content_hash: z.string(),
  /** Null: the model refuses this text. */
  vector: z.array(z.number()).nullable(),
  reason: z.string().nullable(),
});

export const storeVectors = command({
  name: 'knowledge.storeVectors',
  summary:
    'Keeps vectors of texts that are still the ones embedded; a document is done when all of its chunks are',
  access: internal.tenant,
  input: z.strictObject({ model: z.string(), results: z.array(Result) }),
  output: z.object({}),
}).handle(async ({ db, company_id }, { model, results }) => {
  const made = JSON.stringify(results);
  const result = sql`json_to_recordset(${made}::json) as made(id uuid, content_hash text, vector text, reason text)`;
  // Documents before their chunks, as everybody takes them.
  await db.execute(sql`
    select d.id from documents d
     where d.company_id = ${company_id}
       and d.id in (select c.document_id from chunks c join ${result} on made.id = c.id where c.company_id = ${company_id})
     order by d.id for no key update`);
  await db.execute(sql`
    update chunks c
       set embedding = made.vector::vector, model = ${model}, claimed_until = null
      from ${result}
     where c.company_id = ${company_id} and c.id = made.id and c.content_hash = made.content_hash`);
  await db.execute(sql`
    with touched as (
      select c.document_id, max(made.reason) as reason
        from chunks c join ${result} on made.id = c.id
       where c.company_id = ${company_id}
       group by c.document_id),
    state as (
      select c.document_id,
             bool_or(c.model is distinct from ${model}) as dirty,
             bool_or(c.embedding is null) as refused
        from chunks c join touched on touched.document_id = c.document_id
       where c.company_id = ${company_id}
       group by c.document_id)
    update documents d
       set status = case when state.dirty then 'pending' when state.refused then 'error' else 'completed' end,
           reason = case when state.refused and not state.dirty then coalesce(touched.reason, d.reason) end
      from touched join state on state.document_id = touched.document_id
     where d.company_id = ${company_id} and d.id = touched.document_id`);
  return {};
});
