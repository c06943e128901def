import { and, eq, isNull } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { newId } from '../kernel/ids.ts';
import type { CommandContext } from '../kernel/operation.ts';
import { conversationWoken } from './events.ts';
import { conversations, messages } from './tables.ts';

type Context = Pick<CommandContext<Actor, string>, 'db' | 'company_id' | 'emit'>;

/** The agent speaks again, and is called if the lead wrote what no person answered. The conversation is locked. */
export async function returnToAgent(
  { db, company_id, emit }: Context,
  { id, wake_job }: { id: string; wake_job: string | null },
): Promise<void> {
  const [unanswered] = await db
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.company_id, company_id),
        eq(messages.conversation_id, id),
        eq(messages.direction, 'inbound'),
        isNull(messages.turn_id),
      ),
    )
    .limit(1);
  const calls = unanswered !== undefined && wake_job === null;
  const job = calls ? newId() : wake_job;
  await db
    .update(conversations)
    .set({ state: 'agent', owner_user_id: null, lease_until: null, wake_job: job })
    .where(and(eq(conversations.company_id, company_id), eq(conversations.id, id)));
  if (calls && job) await emit(conversationWoken, { conversation_id: id, wake_job: job });
}
