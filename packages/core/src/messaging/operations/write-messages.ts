import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { conversations, messages } from '../tables.ts';
import { deliverMessages } from './deliver-messages.ts';

const Outgoing = z.strictObject({
  text: z.string(),
  /** A `data:image/...;base64,` URL. */
  image: z.string().nullable().default(null),
  /** One message for one cause, however often it is asked for. */
  cause_key: z.string().max(200),
});

export const writeMessages = command({
  name: 'messaging.write',
  summary:
    'Writes to a lead: kept first, in order, and sent by a job; a cause that was told is not told again',
  access: internal.tenant,
  input: z.strictObject({
    conversation_id: Id,
    role: z.enum(['agent', 'person', 'system']),
    turn_id: Id.nullable().default(null),
    messages: z.array(Outgoing).min(1).max(20),
  }),
  output: z.object({ written: z.int() }),
}).handle(async ({ db, company_id, enqueue }, input) => {
  const [conversation] = await db
    .select()
    .from(conversations)
    .where(and(eq(conversations.company_id, company_id), eq(conversations.id, input.conversation_id)));
  const {
    id: conversation_id,
    store_id,
    lead_id,
    agent_id,
    instance,
    state,
  } = found(conversation, 'conversation');
  // A person has taken over: a turn that was still running says nothing, but the codes of its orders go out.
  const unsaid = state === 'person' && input.role === 'agent' ? `turn:${input.turn_id}` : null;
  const said = input.messages.filter(({ cause_key }) => cause_key !== unsaid);
  if (said.length === 0) return { written: 0 };
  const written = await db
    .insert(messages)
    .values(
      said.map(({ text, image, cause_key }) => ({
        company_id,
        id: newId(),
        conversation_id,
        store_id,
        lead_id,
        agent_id,
        direction: 'outbound' as const,
        role: input.role,
        kind: image ? ('image' as const) : ('text' as const),
        text,
        image,
        status: 'sending' as const,
        instance,
        turn_id: input.turn_id,
        cause_key,
        created_at: sql`clock_timestamp()`,
      })),
    )
    .onConflictDoNothing()
    .returning({ id: messages.id });
  if (written.length > 0)
    await enqueue(deliverMessages, { conversation_id }, { about: `out:${conversation_id}` });
  return { written: written.length };
});
