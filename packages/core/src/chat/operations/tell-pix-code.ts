import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { writeMessages } from '../../messaging/operations/write-messages.ts';
import { conversations } from '../../messaging/tables.ts';
import { orders } from '../../order/tables.ts';
import { pixMessages } from '../pix-messages.ts';
import { turns } from '../tables.ts';

export const tellPixCode = command({
  name: 'chat.tellPixCode',
  summary:
    'Sends the PIX code of an order that was charged outside a turn; a running turn sends its own after its answer',
  access: internal.tenant,
  input: z.object({ order_id: Id }),
  output: z.object({}),
}).handle(async ({ db, company_id, call }, { order_id }) => {
  const [conversation] = await db
    .select({ id: conversations.id })
    .from(conversations)
    .innerJoin(
      orders,
      and(eq(orders.company_id, conversations.company_id), eq(orders.lead_id, conversations.lead_id)),
    )
    .where(and(eq(orders.company_id, company_id), eq(orders.id, order_id)))
    .orderBy(sql`${conversations.last_inbound_at} desc`)
    .limit(1);
  if (!conversation) return {};
  const [running] = await db
    .select({ id: turns.id })
    .from(turns)
    .where(
      and(
        eq(turns.company_id, company_id),
        eq(turns.conversation_id, conversation.id),
        eq(turns.status, 'running'),
      ),
    );
  const codes = running ? [] : await pixMessages(db, company_id, sql`o.id = ${order_id}`);
  if (codes.length > 0)
    await call(writeMessages, { conversation_id: conversation.id, role: 'system', messages: codes });
  return {};
});
