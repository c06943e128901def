import { type SQL, sql } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import type { CommandContext } from '../kernel/operation.ts';
import { summarizeConversation } from './operations/summarize-conversation.ts';
import { UNSUMMARIZED_CHARACTERS } from './summary.ts';

type Context = Pick<CommandContext<Actor, string>, 'db' | 'company_id' | 'enqueue'>;

/**
 * Leaves a job that summarizes the conversation of a turn, if what was said since its last summary has become
 * long. `which` is the conversation, as `c`.
 */
export async function summarizeLong(
  { db, company_id, enqueue }: Context,
  turn_id: string,
  which: SQL,
): Promise<void> {
  const [long] = await db.execute<{ id: string }>(sql`
    select c.id
      from conversations c
      join messages m on m.company_id = c.company_id and m.conversation_id = c.id
     where c.company_id = ${company_id} and ${which}
       and m.created_at > coalesce(c.summarized_until, '-infinity') and m.text not like '000201%'
     group by c.id
    having sum(length(m.text)) > ${UNSUMMARIZED_CHARACTERS}`);
  if (!long) return;
  await enqueue(
    summarizeConversation,
    { conversation_id: long.id, turn_id },
    // Beside the answers, not before them: the next one does not wait for it.
    { key: `summary:${turn_id}`, about: `summary:${long.id}` },
  );
}
