import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';

export const settleOutgoing = command({
  name: 'messaging.settleOutgoing',
  summary: 'What came of handing a message to the gateway',
  access: internal.tenant,
  input: z.strictObject({
    message_id: Id,
    /** The gateway's id, when it took the message. */
    key_id: z.string().nullable(),
    /** Refused for good. */
    failed: z.boolean(),
    /** It surely was not sent: it may be sent again at once, and this try does not count. */
    free: z.boolean(),
  }),
  output: z.object({}),
}).handle(async ({ db, company_id }, { message_id, key_id, failed, free }) => {
  await db.execute(sql`
    update messages
       set status = case when status <> 'sending' then status
                         when ${key_id}::text is not null then 'sent'
                         when ${failed}::boolean then 'failed'
                         else status end,
           -- Not where its echo was taken for a message of the phone: what was sent must not be sent again.
           key_id = coalesce(key_id, (select ${key_id}::text where not exists (
             select from messages other
              where other.company_id = messages.company_id and other.instance = messages.instance and other.key_id = ${key_id}::text))),
           claimed_until = case when ${free}::boolean then null else claimed_until end,
           attempts = attempts - case when ${free}::boolean then 1 else 0 end
     where company_id = ${company_id} and id = ${message_id}`);
  return {};
});
