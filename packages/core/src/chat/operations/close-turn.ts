import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { writeMessages } from '../../messaging/operations/write-messages.ts';
import { settleUsage } from '../../usage/operations/settle-usage.ts';
import { pixMessages } from '../pix-messages.ts';
import { summarizeLong } from '../summarize-long.ts';
import { turns } from '../tables.ts';
import { renewOrderTool } from '../tools/renew-order.ts';

export const closeTurn = command({
  name: 'chat.closeTurn',
  summary: 'Ends a turn: its answer is written to the customer, and after it the PIX codes that it asked for',
  access: internal.tenant,
  input: z.strictObject({
    turn_id: Id,
    lead_id: Id,
    conversation_id: Id,
    text: z.string().min(1),
    declined: z.boolean().default(false),
  }),
  output: z.object({}),
}).handle(
  async ({ db, company_id, call, enqueue }, { turn_id, lead_id, conversation_id, text, declined }) => {
    const [turn] = await db
      .update(turns)
      .set({ status: 'done', declined, ended_at: now() })
      .where(and(eq(turns.company_id, company_id), eq(turns.id, turn_id), eq(turns.status, 'running')))
      .returning({ created_at: turns.created_at });
    if (!turn) return {};
    await call(settleUsage, { turn_id });
    const codes = await pixMessages(
      db,
      company_id,
      sql`o.lead_id = ${lead_id} and (a.created_at >= ${turn.created_at} or exists (
            select from turn_steps t
             where t.company_id = o.company_id and t.turn_id = ${turn_id}
               and t.message ->> 'name' = ${renewOrderTool.name} and t.message -> 'result' ->> 'order_id' = o.id::text))`,
      { id: turn_id, created_at: turn.created_at },
    );
    await call(writeMessages, {
      conversation_id,
      role: 'agent',
      turn_id,
      messages: [{ text, cause_key: `turn:${turn_id}` }, ...codes],
    });
    await summarizeLong({ db, company_id, enqueue }, turn_id, sql`c.id = ${conversation_id}`);
    return {};
  },
);
