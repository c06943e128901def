import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { callRefresh } from '../call-refresh.ts';
import { pauseAfter } from '../rules.ts';

export const postponeRefresh = command({
  name: 'knowledge.postponeRefresh',
  summary: 'The embedder does not answer: gives back what was claimed, and comes again after a pause',
  access: internal.tenant,
  input: z.strictObject({ store_id: Id, chunk_ids: z.array(Id).min(1) }),
  output: z.object({}),
}).handle(async (context, { store_id, chunk_ids }) => {
  const { db, company_id } = context;
  const [store] = await db.execute<{ failures: number }>(sql`
    insert into knowledge_stores (company_id, store_id, failures) values (${company_id}, ${store_id}, 1)
    on conflict (company_id, store_id) do update set failures = knowledge_stores.failures + 1
    returning failures`);
  await callRefresh(context, store_id, pauseAfter(found(store, 'store').failures));
  const given_back = sql`select id from json_to_recordset(${JSON.stringify(chunk_ids.map((id) => ({ id })))}::json) as claimed(id uuid)`;
  await db.execute(sql`
    update documents set status = 'pending'
     where company_id = ${company_id} and status = 'processing'
       and id in (select document_id from chunks where company_id = ${company_id} and id in (${given_back}))`);
  await db.execute(sql`
    update chunks set claimed_until = null where company_id = ${company_id} and id in (${given_back})`);
  return {};
});
