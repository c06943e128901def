import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';

/** Up to so many chunks a store's are all compared: sooner done than going through the index. `pnpm bench search`. */
const EXACT_UP_TO = 10_000;
const AT_ONCE = 50;

export const indexStore = command({
  name: 'knowledge.indexStore',
  summary:
    'Brings the chunks of a large store into the index of neighbours, those of a small one out of it, some at a time',
  access: internal.tenant,
  input: z.strictObject({ store_id: Id, exact_up_to: z.int().min(1).default(EXACT_UP_TO) }),
  output: z.object({ more: z.boolean() }),
}).handle(async ({ db, company_id }, { store_id, exact_up_to }) => {
  const mine = sql`company_id = ${company_id} and store_id = ${store_id}`;
  // Once large, a store is small again at half of it: around the size it would go to and fro.
  const [store] = await db.execute<{ large: boolean }>(sql`
    select count(*) > ${exact_up_to} * case when (select indexed from knowledge_stores where ${mine}) then 0.5 else 1 end as large
      from chunks where ${mine}`);
  const { large } = found(store, 'store');
  const moved = await db.execute(sql`
    update chunks set indexed = ${large}
     where company_id = ${company_id}
       and id in (select id from chunks where ${mine} and indexed <> ${large} order by id limit ${AT_ONCE} for update)
    returning id`);
  const more = moved.length === AT_ONCE;
  // Until all of them are there, all are compared.
  await db.execute(
    sql`update knowledge_stores set indexed = ${large && !more} where ${mine} and indexed <> ${large && !more}`,
  );
  return { more };
});
