import { and, asc, desc, eq, gt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id, Instant } from '../../kernel/wire.ts';
import { conversations, messages } from '../../messaging/tables.ts';
import { spoken } from '../history.ts';
import { foldable, lineOf, linesOf } from '../summary.ts';
import { turns } from '../tables.ts';

/** More than this is not summarized at once: the oldest of a conversation that never was are not read. */
const READ = 400;

const Work = z.object({
  store_id: Id,
  /** Until where it is summarized already. */
  since: Instant.nullable(),
  until: Instant,
  /** The summary's, then what is to be part of it. */
  lines: z.array(z.string()),
});

export const findUnsummarized = query({
  name: 'chat.findUnsummarized',
  summary:
    'The older part of a conversation that has become long, with its summary so far; null while it is short',
  access: internal.tenant,
  input: z.strictObject({ conversation_id: Id }),
  output: z.object({ work: Work.nullable() }),
}).handle(async ({ db, company_id }, { conversation_id }) => {
  const [conversation] = await db
    .select()
    .from(conversations)
    .where(and(eq(conversations.company_id, company_id), eq(conversations.id, conversation_id)));
  const { store_id, summary, summarized_until: since } = found(conversation, 'conversation');
  const newest = db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.company_id, company_id),
        eq(messages.conversation_id, conversation_id),
        since === null ? undefined : gt(messages.created_at, since),
      ),
    )
    .orderBy(desc(messages.created_at), desc(messages.id))
    .limit(READ)
    .as('newest');
  const said = await db
    .select({
      direction: newest.direction,
      kind: newest.kind,
      text: newest.text,
      created_at: newest.created_at,
      /** Nobody has answered it yet. */
      is_open: sql<boolean>`${newest.direction} = 'inbound' and (${newest.turn_id} is null or coalesce(${turns.status} = 'running', false))`,
    })
    .from(newest)
    .leftJoin(turns, and(eq(turns.company_id, newest.company_id), eq(turns.id, newest.turn_id)))
    .orderBy(asc(newest.created_at), asc(newest.id));

  const open = said.findIndex(({ is_open }) => is_open);
  const count = Math.min(foldable(said.map(spoken)), open < 0 ? said.length : open);
  const next = said[count]?.created_at;
  // Two of one instant stay together.
  const fold = said.slice(0, count).filter(({ created_at }) => created_at !== next);
  const last = fold.at(-1);
  if (!last) return { work: null };
  const lines = fold
    .filter(({ text }) => !text.startsWith('000201'))
    .map((message) => lineOf(message.direction === 'inbound' ? 'Cliente' : 'Loja', spoken(message)));
  return { work: { store_id, since, until: last.created_at, lines: [...linesOf(summary), ...lines] } };
});
