import { sql } from 'drizzle-orm';
import type { Tx } from '../kernel/db/open-database.ts';

/** A message of ours may come back within this long after it was handed over; it was claimed for 30 s. */
const ECHO_WITHIN = sql`now() - interval '90 seconds'`;

/** Whether the gateway's id is one that we know: the echo of what was sent, or a second delivery. What it tells is kept. */
export async function isKnown(
  db: Tx,
  company_id: string,
  instance: string,
  key_id: string,
): Promise<boolean> {
  const known = await db.execute(sql`
    update messages set status = case when status in ('sending', 'failed') then 'sent' else status end
     where company_id = ${company_id} and instance = ${instance} and key_id = ${key_id}`);
  return known.count > 0;
}

interface Echo {
  company_id: string;
  conversation_id: string;
  key_id: string;
  text: string;
}

/**
 * Whether it is the echo of what we are sending or have just sent, by its text: the gateway's answer may be on
 * its way, or lost. The row takes the gateway's id. The conversation is locked.
 */
export async function isEcho(db: Tx, { company_id, conversation_id, key_id, text }: Echo): Promise<boolean> {
  const ours = await db.execute(sql`
    update messages
       set key_id = coalesce(key_id, ${key_id}),
           status = case when status in ('sending', 'failed') then 'sent' else status end
     where company_id = ${company_id} and id = (
       select id from messages
        where company_id = ${company_id} and conversation_id = ${conversation_id} and direction = 'outbound'
          and attempts > 0 and btrim(text) = btrim(${text}) and (status = 'sending' or claimed_until > ${ECHO_WITHIN})
        order by status = 'sending' desc, created_at
        limit 1)`);
  return ours.count > 0;
}
