import { and, eq, isNull } from 'drizzle-orm';
import type { Actor } from '../kernel/actor.ts';
import { inMs } from '../kernel/clock.ts';
import type { CommandContext } from '../kernel/operation.ts';
import { armLease, endLease } from './operations/end-lease.ts';
import { conversations, messages } from './tables.ts';

type Context = Pick<CommandContext<Actor, string>, 'db' | 'company_id' | 'enqueue'>;

/** A person who says nothing for this long has gone home, in ms. */
const LEASE_MS = 12 * 3_600_000;

interface Hold {
  conversation_id: string;
  /** Null: whoever holds the shop's phone. */
  owner_user_id: string | null;
  /** What the person said: it answers what the lead wrote before. */
  message_id?: string;
}

/** A person speaks and the agent is silent, until the lease ends. The conversation is locked. */
export async function holdByPerson({ db, company_id, enqueue }: Context, hold: Hold): Promise<void> {
  const { conversation_id, owner_user_id, message_id } = hold;
  const lease_until = inMs(LEASE_MS);
  const mine = and(eq(conversations.company_id, company_id), eq(conversations.id, conversation_id));
  const [was] = await db
    .select({ state: conversations.state, lease_until: conversations.lease_until })
    .from(conversations)
    .where(mine);
  await db
    .update(conversations)
    // Who took it over stays its owner when the phone is used meanwhile.
    .set({
      state: 'person',
      lease_until,
      unread: 0,
      ...((owner_user_id || was?.state !== 'person') && { owner_user_id }),
    })
    .where(mine);
  if (message_id) {
    await db
      .update(messages)
      .set({ turn_id: message_id })
      .where(
        and(
          eq(messages.company_id, company_id),
          eq(messages.conversation_id, conversation_id),
          eq(messages.direction, 'inbound'),
          isNull(messages.turn_id),
        ),
      );
  }
  // One timer at a time: it follows a lease that was made longer.
  if (was?.state !== 'person' || was.lease_until === null) {
    await enqueue(endLease, { conversation_id }, armLease(conversation_id, lease_until));
  }
}
