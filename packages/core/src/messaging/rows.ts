import { and, desc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { counted } from '../kernel/db/counted.ts';
import type { Reader, Tx } from '../kernel/db/open-database.ts';
import { found } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import { pageOf } from '../kernel/page.ts';
import { leads } from '../lead/tables.ts';
import { conversations, messages } from './tables.ts';

const { image: _image, ...columns } = getTableColumns(messages);

/** A message as it is shown: without the bytes of its picture. */
export const messageColumns = columns;

/** Conversations with whom and what was said last, the one that was written to last first. */
async function conversationRows(db: Reader, where: SQL | undefined, limit: number, offset: number) {
  const shown = db
    .select()
    .from(conversations)
    .where(where)
    .orderBy(desc(conversations.last_inbound_at), desc(conversations.id))
    .limit(limit)
    .offset(offset)
    .as('shown');
  const { direction, role, kind, text, status, created_at } = messages;
  const last = db
    .select({ direction, role, kind, text, status, created_at })
    .from(messages)
    .where(and(eq(messages.company_id, shown.company_id), eq(messages.conversation_id, shown.id)))
    .orderBy(desc(messages.created_at), desc(messages.id))
    .limit(1)
    .as('last');
  const rows = await db
    .select({
      shown: shown._.selectedFields,
      lead_name: leads.name,
      lead_phone: leads.phone,
      last: last._.selectedFields,
    })
    .from(shown)
    .innerJoin(leads, and(eq(leads.company_id, shown.company_id), eq(leads.id, shown.lead_id)))
    .leftJoinLateral(last, sql`true`)
    .orderBy(desc(shown.last_inbound_at), desc(shown.id));
  return rows.map(({ shown: conversation, last: said, ...lead }) => ({
    ...conversation,
    ...lead,
    last_message: said?.created_at ? said : null,
  }));
}

/** One page of conversations. */
export async function conversationPage(
  db: Reader,
  where: SQL | undefined,
  { limit, offset }: { limit: number; offset: number },
) {
  const items = conversationRows(db, where, limit, offset);
  return pageOf(items, counted(db, conversations, where), { limit, offset });
}

/** One conversation. 404 for another company's. */
export async function conversationView(db: Reader, company_id: string, id: string) {
  const [row] = await conversationRows(
    db,
    and(eq(conversations.company_id, company_id), eq(conversations.id, id)),
    1,
    0,
  );
  return found(row, 'conversation');
}

/** The conversation, locked until the transaction ends. 404 for another company's. */
export async function lockConversation(db: Tx, company_id: string, id: string) {
  const [row] = await db
    .select()
    .from(conversations)
    .where(and(eq(conversations.company_id, company_id), eq(conversations.id, id)))
    .for('no key update');
  return found(row, 'conversation');
}

interface Pair {
  company_id: string;
  store_id: string;
  agent_id: string;
  lead_id: string;
  instance: string;
}

interface Found extends Record<string, unknown> {
  id: string;
  state: string;
  wake_job: string | null;
}

/** The conversation of an agent and a lead, made on first sight, locked: its messages arrive one after another. */
export async function ensureConversation(
  db: Tx,
  { company_id, store_id, agent_id, lead_id, instance }: Pair,
) {
  const [row] = await db.execute<Found>(sql`
    insert into conversations (company_id, id, store_id, agent_id, lead_id, instance, state, last_inbound_at, created_at)
    values (${company_id}, ${newId()}, ${store_id}, ${agent_id}, ${lead_id}, ${instance}, 'agent', now(), now())
    on conflict (company_id, agent_id, lead_id) do update set instance = excluded.instance
    returning id, state, wake_job`);
  return found(row, 'conversation');
}
