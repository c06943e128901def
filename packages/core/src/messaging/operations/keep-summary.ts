import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Summary } from '../contract.ts';
import { conversations } from '../tables.ts';

export const keepSummary = command({
  name: 'messaging.keepSummary',
  summary: "Keeps the summary of a conversation's older part; nothing where it was summarized meanwhile",
  access: internal.tenant,
  input: Summary,
  output: z.object({ kept: z.boolean() }),
}).handle(async ({ db, company_id }, { conversation_id, since, until, summary }) => {
  const kept = await db
    .update(conversations)
    .set({ summary, summarized_until: until })
    .where(
      and(
        eq(conversations.company_id, company_id),
        eq(conversations.id, conversation_id),
        sql`${conversations.summarized_until} is not distinct from ${since}::timestamptz`,
      ),
    )
    .returning({ id: conversations.id });
  return { kept: kept.length > 0 };
});
