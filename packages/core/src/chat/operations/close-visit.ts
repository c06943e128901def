import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { settleUsage } from '../../usage/operations/settle-usage.ts';
import { summarizeLong } from '../summarize-long.ts';
import { turns } from '../tables.ts';

const Said = z.strictObject({ text: z.string(), declined: z.boolean() });

export const closeVisit = command({
  name: 'chat.closeVisit',
  summary: 'Ends a turn of `/chat`: with its answer, or failed where there is none',
  access: internal.tenant,
  input: z.strictObject({ turn_id: Id, said: Said.nullable() }),
  output: z.object({}),
}).handle(async ({ db, company_id, call, enqueue }, { turn_id, said }) => {
  const [turn] = await db
    .update(turns)
    .set({
      status: said === null ? 'failed' : 'done',
      declined: said?.declined ?? false,
      answer: sql`case when ${turns.lead_id} is null then ${said?.text ?? null}::text end`,
      ended_at: now(),
    })
    .where(and(eq(turns.company_id, company_id), eq(turns.id, turn_id), eq(turns.status, 'running')))
    .returning({ agent_id: turns.agent_id, lead_id: turns.lead_id });
  await call(settleUsage, { turn_id });
  if (turn?.lead_id) {
    const pair = sql`c.agent_id = ${turn.agent_id} and c.lead_id = ${turn.lead_id}`;
    await summarizeLong({ db, company_id, enqueue }, turn_id, pair);
  }
  return {};
});
