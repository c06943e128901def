import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';

export const claimUnanswered = command({
  name: 'messaging.claimUnanswered',
  summary: 'Gives all unanswered messages of a conversation to one turn; the next message calls anew',
  access: internal.tenant,
  input: z.strictObject({ conversation_id: Id, turn_id: Id }),
  output: z.object({ claimed: z.int() }),
}).handle(async ({ db, company_id }, { conversation_id, turn_id }) => {
  const [conversation] = await db.execute<{ speaks: boolean }>(sql`
    update conversations c
       set wake_job = null, unread = case when c.state = 'agent' and a.answers then 0 else c.unread end
      from (select company_id, id, is_active and 'whatsapp' = any(channels) as answers from agents) a
     where c.company_id = ${company_id} and c.id = ${conversation_id}
       and a.company_id = c.company_id and a.id = c.agent_id
    returning c.state = 'agent' and a.answers as speaks`);
  // A person speaks, or the agent is switched off or not for WhatsApp: what was written waits.
  if (!conversation?.speaks) return { claimed: 0 };
  const claimed = await db.execute(sql`
    update messages set turn_id = ${turn_id}
     where company_id = ${company_id} and conversation_id = ${conversation_id}
       and direction = 'inbound' and turn_id is null`);
  return { claimed: claimed.count };
});
