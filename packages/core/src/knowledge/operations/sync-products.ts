import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { products } from '../../catalog/tables.ts';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { documents } from '../tables.ts';
import { writeProductDocuments } from '../write-product-documents.ts';

const AT_ONCE = 200;

export const syncProducts = command({
  name: 'knowledge.syncProducts',
  summary: 'Writes the documents of products that have none or changed since, some at a time',
  access: internal.tenant,
  input: z.strictObject({ store_id: Id }),
  output: z.object({ more: z.boolean() }),
}).handle(async ({ db, company_id }, { store_id }) => {
  // Whoever wakes the store from here on is heard by another job; what they wrote who did before is seen by this one.
  await db.execute(sql`
    update knowledge_stores set wake_job = null
     where company_id = ${company_id} and store_id = ${store_id} and wake_job is not null`);
  const where = sql`${documents.product_updated_at} is distinct from ${products.updated_at}`;
  const written = await writeProductDocuments(db, { company_id, store_id, where, limit: AT_ONCE });
  return { more: written.length === AT_ONCE };
});
