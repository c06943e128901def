import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { invalidField } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { leads } from '../../lead/tables.ts';
import { openTask } from '../../task/operations/open-task.ts';
import { Quota } from '../../usage/contract.ts';
import { checkQuota } from '../../usage/operations/check-quota.ts';
import { reserveUsage } from '../../usage/operations/reserve-usage.ts';
import { Message, Terms } from '../contract.ts';
import { isLimited } from '../daily-limit.ts';
import { instructionsFor } from '../instructions.ts';
import { INSTEAD, noTurnTask } from '../no-turn.ts';
import { recallOfLead } from '../recall.ts';
import { roleOf } from '../role.ts';
import { speakerOf, termsOf } from '../speaker.ts';
import { shownOf } from '../summary.ts';
import { LEASE, turns } from '../tables.ts';
import { WORST_CASE_TOKENS } from './open-turn.ts';

export const openVisit = command({
  name: 'chat.openVisit',
  summary: 'Begins a turn of `/chat`; a dry run is told the same, and writes nothing',
  access: internal.tenant,
  input: z.strictObject({
    store_id: Id,
    agent_id: Id,
    lead_id: Id.nullable(),
    visitor_id: z.string().max(200).nullable(),
    message: z.string(),
    /** What whoever calls says was said before; empty: what is kept of the lead's conversation. */
    said: z.array(Message),
    dry_run: z.boolean(),
  }),
  output: z.object({
    turn_id: Id,
    quota: Quota,
    limited: z.boolean(),
    instructions: z.string(),
    terms: Terms,
    history: z.array(Message),
  }),
}).handle(async ({ db, company_id, call, settings }, input) => {
  const { store_id, agent_id, lead_id, visitor_id, message, said, dry_run } = input;
  const turn_id = newId();
  if (lead_id) {
    const [lead] = await db
      .select({ one: sql`1` })
      .from(leads)
      .where(and(eq(leads.company_id, company_id), eq(leads.store_id, store_id), eq(leads.id, lead_id)));
    if (!lead) throw invalidField('lead_id', 'Not a lead of this store.');
  }
  const speaker = await speakerOf(db, company_id, agent_id, lead_id);
  const instructions = instructionsFor(speaker, roleOf(settings.agent_types, speaker.type));
  const limited = await isLimited(db, { company_id, agent_id, lead_id }, speaker);
  const { summary, history } =
    lead_id && said.length === 0
      ? await recallOfLead(db, { company_id, agent_id, lead_id, message })
      : { summary: null, history: said };
  const shown = shownOf(summary, [...history, { role: 'user', text: message }]);
  const opened = { turn_id, instructions, terms: termsOf(speaker), limited, history: shown };
  if (dry_run) return { ...opened, ...(await call(checkQuota, { tokens: WORST_CASE_TOKENS })) };

  const { quota } = limited
    ? { quota: 'ALLOW' as const }
    : await call(reserveUsage, { turn_id, tokens: WORST_CASE_TOKENS });
  const why = limited ? 'limit' : quota === 'BLOCK' ? 'quota' : null;
  if (why) await call(openTask, noTurnTask(why, store_id, lead_id ?? visitor_id ?? 'visitor'));
  await db.insert(turns).values({
    company_id,
    id: turn_id,
    store_id,
    agent_id,
    lead_id,
    visitor_id,
    // Whoever calls with a lead keeps both messages.
    asked: lead_id ? null : message,
    answer: lead_id || !why ? null : INSTEAD[why],
    status: why ? 'done' : 'running',
    lease_until: LEASE,
    created_at: now(),
    ended_at: why ? now() : null,
  });
  return { ...opened, quota };
});
