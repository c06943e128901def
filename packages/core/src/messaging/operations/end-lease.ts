import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { derivedId } from '../../kernel/ids.ts';
import { command, type EnqueueOptions } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { returnToAgent } from '../return-to-agent.ts';
import { lockConversation } from '../rows.ts';

/** A timer that fires this much too early has fired, in ms. */
const EARLY_MS = 1_000;

/** When the timer of a lease fires; one for each end. */
export const armLease = (conversation_id: string, lease_until: string): EnqueueOptions => ({
  at: lease_until,
  key: derivedId('lease', conversation_id, lease_until),
  about: `lease:${conversation_id}`,
});

export const endLease = command({
  name: 'messaging.endLease',
  summary:
    'Gives a conversation back to the agent when its person was silent for too long; waits on where they were not',
  access: internal.tenant,
  input: z.strictObject({ conversation_id: Id }),
  output: z.object({ ended: z.boolean() }),
}).handle(async (context, { conversation_id }) => {
  const { db, company_id, enqueue } = context;
  const conversation = await lockConversation(db, company_id, conversation_id);
  const { state, lease_until } = conversation;
  if (state !== 'person' || lease_until === null) return { ended: false };
  if (Date.parse(lease_until) > Date.now() + EARLY_MS) {
    await enqueue(endLease, { conversation_id }, armLease(conversation_id, lease_until));
    return { ended: false };
  }
  await returnToAgent(context, conversation);
  return { ended: true };
});
