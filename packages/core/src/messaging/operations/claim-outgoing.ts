import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { AppError } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';

/** After an unknown outcome the echo is awaited this long, in seconds; then the message is sent again, once. */
const CLAIM_S = 30;
const HANDED_AT_MOST = 2;

const Outgoing = z.object({
  message_id: Id,
  instance: z.string(),
  to: z.string(),
  text: z.string(),
  image: z.string().nullable(),
});

interface Row extends Record<string, unknown> {
  message_id: string;
  instance: string;
  to: string;
  text: string;
  image: string | null;
  attempts: number;
  busy: boolean;
}

export const claimOutgoing = command({
  name: 'messaging.claimOutgoing',
  summary: 'The oldest message that waits to be sent, for one sender; null when all are sent',
  access: internal.tenant,
  input: z.strictObject({ conversation_id: Id }),
  output: z.object({ message: Outgoing.nullable() }),
}).handle(async ({ db, company_id }, { conversation_id }) => {
  // Given up after this: a third try could only double it again.
  await db.execute(sql`
    update messages set status = 'failed'
     where company_id = ${company_id} and conversation_id = ${conversation_id} and status = 'sending'
       and attempts >= ${HANDED_AT_MOST} and claimed_until < now()`);
  const [row] = await db.execute<Row>(sql`
    select m.id as message_id, m.instance, l.external_id as "to", m.text, m.image, m.attempts,
           coalesce(m.claimed_until > now(), false) as busy
      from messages m
      join leads l on l.company_id = m.company_id and l.id = m.lead_id
     where m.company_id = ${company_id} and m.conversation_id = ${conversation_id} and m.status = 'sending'
     order by m.created_at, m.id
     limit 1
       for update of m`);
  if (!row) return { message: null };
  if (row.busy)
    throw new AppError('service_unavailable', 'A message of this conversation is being sent.', {
      reason: 'messaging.busy',
    });
  await db.execute(sql`
    update messages set claimed_until = now() + ${CLAIM_S} * interval '1 s', attempts = attempts + 1
     where company_id = ${company_id} and id = ${row.message_id}`);
  return { message: row };
});
