import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';

export const receiveReceipt = command({
  name: 'messaging.receiveReceipt',
  summary: 'What became of a message we sent; an older receipt never takes a newer one back',
  access: internal.tenant,
  input: z.strictObject({
    instance: z.string(),
    key_id: z.string(),
    status: z.enum(['delivered', 'read', 'failed']),
  }),
  output: z.object({}),
}).handle(async ({ db, company_id }, { instance, key_id, status }) => {
  await db.execute(sql`
    update messages set status = ${status}
     where company_id = ${company_id} and instance = ${instance} and key_id = ${key_id} and direction = 'outbound'
       and (status = 'sent' or (status = 'delivered' and ${status} = 'read'))`);
  return {};
});
