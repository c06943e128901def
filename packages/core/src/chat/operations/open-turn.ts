import { and, asc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import type { AgentActor } from '../../kernel/actor.ts';
import { now } from '../../kernel/clock.ts';
import { AppError, found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { claimUnanswered } from '../../messaging/operations/claim-unanswered.ts';
import { conversations } from '../../messaging/tables.ts';
import type { ModelMessage } from '../../ports/language-model.ts';
import { reserveUsage } from '../../usage/operations/reserve-usage.ts';
import { OpenedTurn } from '../contract.ts';
import { isLimited } from '../daily-limit.ts';
import { instructionsFor } from '../instructions.ts';
import { recall } from '../recall.ts';
import { roleOf } from '../role.ts';
import { speakerOf, termsOf } from '../speaker.ts';
import { LEASE, turn_steps, turns } from '../tables.ts';

/** Five steps of a long conversation: what a turn may use at most. */
export const WORST_CASE_TOKENS = 45_000;

/** The one place where the agent's actor is made: this store, this lead, this turn. */
export const agentOf = (company_id: string, turn: Omit<AgentActor, 'kind' | 'company_id'>): AgentActor => ({
  kind: 'agent',
  company_id,
  store_id: turn.store_id,
  agent_id: turn.agent_id,
  lead_id: turn.lead_id,
  turn_id: turn.turn_id,
  ...(turn.visitor_ip && { visitor_ip: turn.visitor_ip }),
});

export const openTurn = command({
  name: 'chat.openTurn',
  summary:
    'Begins the answer to what is unanswered, or goes on with one whose process died; null when all is answered',
  access: internal.tenant,
  input: z.strictObject({ conversation_id: Id }),
  output: z.object({ turn: OpenedTurn.nullable() }),
}).handle(async ({ db, company_id, call, settings }, { conversation_id }) => {
  const [conversation] = await db
    .select()
    .from(conversations)
    .where(and(eq(conversations.company_id, company_id), eq(conversations.id, conversation_id)))
    .for('update');
  const here = found(conversation, 'conversation');
  const { store_id, agent_id, lead_id } = here;

  const [running] = await db
    .select({ id: turns.id, leased: sql<boolean>`${turns.lease_until} > now()` })
    .from(turns)
    .where(
      and(
        eq(turns.company_id, company_id),
        eq(turns.conversation_id, conversation_id),
        eq(turns.status, 'running'),
      ),
    );
  if (running?.leased) {
    throw new AppError('service_unavailable', 'This conversation is being answered.', {
      reason: 'chat.turn_running',
    });
  }
  const turn_id = running?.id ?? newId();
  if (running) {
    await db
      .update(turns)
      .set({ lease_until: LEASE })
      .where(and(eq(turns.company_id, company_id), eq(turns.id, turn_id)));
  } else {
    const { claimed } = await call(claimUnanswered, { conversation_id, turn_id });
    if (claimed === 0) return { turn: null };
    await db.insert(turns).values({
      company_id,
      id: turn_id,
      store_id,
      conversation_id,
      agent_id,
      lead_id,
      status: 'running',
      lease_until: LEASE,
      created_at: now(),
    });
  }

  const steps = await db
    .select({ message: turn_steps.message })
    .from(turn_steps)
    .where(and(eq(turn_steps.company_id, company_id), eq(turn_steps.turn_id, turn_id)))
    .orderBy(asc(turn_steps.position));
  const speaker = await speakerOf(db, company_id, agent_id, lead_id);
  // A turn that has begun is ended: what it reserved is spent already.
  const begun = steps.length > 0;
  const limited = !begun && (await isLimited(db, { company_id, agent_id, lead_id }, speaker));
  const { quota } =
    begun || limited
      ? { quota: 'ALLOW' as const }
      : await call(reserveUsage, { turn_id, tokens: WORST_CASE_TOKENS });
  return {
    turn: {
      turn_id,
      conversation_id,
      store_id,
      agent_id,
      lead_id,
      agent_type: speaker.type,
      terms: termsOf(speaker),
      instructions: instructionsFor(speaker, roleOf(settings.agent_types, speaker.type)),
      quota,
      limited,
      history: await recall(db, here, turn_id),
      transcript: steps.map((step): ModelMessage => step.message),
    },
  };
});
