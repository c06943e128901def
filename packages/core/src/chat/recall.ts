import { and, desc, eq, gt, or } from 'drizzle-orm';
import type { Reader } from '../kernel/db/open-database.ts';
import { conversations, messages } from '../messaging/tables.ts';
import type { ModelMessage } from '../ports/language-model.ts';
import { historyOf } from './history.ts';
import { shownOf } from './summary.ts';

/** Messages that are read of a conversation: a summary stands for what came before them. */
const READ = 200;

type Conversation = Pick<
  typeof conversations.$inferSelect,
  'company_id' | 'id' | 'summary' | 'summarized_until'
>;

async function saidSince(db: Reader, conversation: Conversation, turn_id: string | null) {
  const { company_id, id, summarized_until: until } = conversation;
  // What a turn answers it is always shown.
  const asked = turn_id ? eq(messages.turn_id, turn_id) : undefined;
  const rows = await db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.company_id, company_id),
        eq(messages.conversation_id, id),
        until === null ? undefined : or(gt(messages.created_at, until), asked),
      ),
    )
    .orderBy(desc(messages.created_at), desc(messages.id))
    .limit(READ);
  return rows.reverse();
}

/** What a turn of a conversation is shown of it. */
export const recall = async (
  db: Reader,
  conversation: Conversation,
  turn_id: string,
): Promise<ModelMessage[]> =>
  shownOf(conversation.summary, historyOf(await saidSince(db, conversation, turn_id), turn_id));

interface Asking {
  company_id: string;
  agent_id: string;
  lead_id: string;
  /** What is asked now: whoever calls may have kept it already. */
  message: string;
}

/** What a turn of `/chat` about a lead is shown of their conversation, before what is asked now. */
export async function recallOfLead(
  db: Reader,
  { company_id, agent_id, lead_id, message }: Asking,
): Promise<{ summary: string | null; history: ModelMessage[] }> {
  const [conversation] = await db
    .select()
    .from(conversations)
    .where(
      and(
        eq(conversations.company_id, company_id),
        eq(conversations.agent_id, agent_id),
        eq(conversations.lead_id, lead_id),
      ),
    );
  if (!conversation) return { summary: null, history: [] };
  const said = await saidSince(db, conversation, null);
  const last = said.at(-1);
  const kept = last?.direction === 'inbound' && last.text === message;
  return { summary: conversation.summary, history: historyOf(kept ? said.slice(0, -1) : said, null) };
}
