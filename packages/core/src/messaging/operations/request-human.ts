import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { openTask } from '../../task/operations/open-task.ts';
import { conversations } from '../tables.ts';

export const requestHuman = command({
  name: 'messaging.requestHuman',
  summary:
    'Asks a person to answer: a task for the merchant, and the agent is silent until the conversation is given back',
  access: internal.tenant,
  input: z.strictObject({
    store_id: Id,
    agent_id: Id,
    /** null: a visitor who has no conversation. */
    lead_id: Id.nullable(),
    turn_id: Id,
    reason: z.string().trim().min(1).max(1000),
  }),
  output: z.object({ ok: z.literal(true) }),
}).handle(async ({ db, company_id, call }, { store_id, agent_id, lead_id, turn_id, reason }) => {
  if (lead_id) {
    await db
      .update(conversations)
      .set({ state: 'waiting' })
      .where(
        and(
          eq(conversations.company_id, company_id),
          eq(conversations.store_id, store_id),
          eq(conversations.agent_id, agent_id),
          eq(conversations.lead_id, lead_id),
          eq(conversations.state, 'agent'),
        ),
      );
  }
  // Per turn: who asks again after the conversation was given back opens a new task.
  await call(openTask, {
    store_id,
    kind: 'hand_off',
    subject_id: turn_id,
    title: `Um cliente pede atendimento: ${reason}`.slice(0, 300),
  });
  return { ok: true as const };
});
