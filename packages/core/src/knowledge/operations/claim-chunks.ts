import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { callRefresh } from '../call-refresh.ts';

const AT_ONCE = 64;
/** Who has not embedded what they claimed after this long has died. */
const CLAIM_MS = 5 * 60_000;
/** Whoever is changing a document has done so after this long. */
const CHANGE_MS = 1_000;

const Claimed = z.object({ id: Id, text: z.string(), content_hash: z.string() });

export const claimChunks = command({
  name: 'knowledge.claimChunks',
  summary:
    'Chunks of a store that have no vector of their text by this model, for one embedder; none when all is done',
  access: internal.tenant,
  input: z.strictObject({ store_id: Id, model: z.string() }),
  output: z.object({ chunks: z.array(Claimed) }),
}).handle(async (context, { store_id, model }) => {
  const { db, company_id } = context;
  const dirty = sql`company_id = ${company_id} and store_id = ${store_id} and model is distinct from ${model}`;
  const claimed = await db.execute<z.infer<typeof Claimed> & { document_id: string }>(sql`
    update chunks set model = null, embedding = null, claimed_until = now() + ${CLAIM_MS} * interval '1 ms'
     where company_id = ${company_id} and id in (
       select id from chunks where ${dirty} and (claimed_until is null or claimed_until < now())
        order by id limit ${AT_ONCE} for update skip locked)
    returning id, text, content_hash, document_id`);
  if (claimed.length > 0) {
    // Whoever changes a document holds it and wants its chunks: never wait for it with chunks in hand.
    const owners = JSON.stringify(claimed.map(({ document_id }) => ({ document_id })));
    await db.execute(sql`
      update documents set status = 'processing'
       where company_id = ${company_id} and id in (
         select id from documents
          where company_id = ${company_id}
            and id in (select document_id from json_to_recordset(${owners}::json) as owner(document_id uuid))
          for no key update skip locked)`);
    return { chunks: claimed };
  }

  const [left] = await db.execute<{ claimed: boolean | null }>(sql`
    select bool_and(coalesce(claimed_until > now(), false)) as claimed from chunks where ${dirty}`);
  // Another embedder has them, or somebody is changing them this moment.
  if (typeof left?.claimed === 'boolean')
    await callRefresh(context, store_id, left.claimed ? CLAIM_MS : CHANGE_MS);
  else {
    await db.execute(sql`
      insert into knowledge_stores (company_id, store_id, model) values (${company_id}, ${store_id}, ${model})
      on conflict (company_id, store_id) do update set model = excluded.model, failures = 0`);
  }
  return { chunks: [] };
});
