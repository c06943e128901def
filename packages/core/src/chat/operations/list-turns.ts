import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id, Instant } from '../../kernel/wire.ts';
import { conversations } from '../../messaging/tables.ts';
import { turn_steps, turns } from '../tables.ts';

const Step = z.object({
  position: z.int(),
  /** What the model said or asked for, or what a tool answered. */
  message: z.unknown(),
  ms: z.int(),
  created_at: Instant,
});

const Turn = z.object({
  id: Id,
  status: z.enum(['running', 'done', 'failed']),
  /** It was asked for what is not of this shop, and said no. */
  declined: z.boolean(),
  model: z.string().nullable(),
  iterations: z.int(),
  input_tokens: z.int(),
  output_tokens: z.int(),
  cached_tokens: z.int(),
  created_at: Instant,
  ended_at: Instant.nullable(),
  steps: z.array(Step),
});

export const listTurns = query({
  name: 'chat.trace',
  summary: "A conversation's newest turns, newest first, each with its steps: models, tools, tokens, time",
  access: app.row(conversations),
  rest: { method: 'get', path: '/internal/conversations/{id}/turns' },
  input: z.strictObject({ id: Id, limit: z.int().min(1).max(50).default(20) }),
  output: z.object({ items: z.array(Turn) }),
}).handle(async ({ db, company_id }, { id, limit }) => {
  const [conversation] = await db
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.company_id, company_id), eq(conversations.id, id)));
  found(conversation, 'conversation');
  const newest = await db
    .select()
    .from(turns)
    .where(and(eq(turns.company_id, company_id), eq(turns.conversation_id, id)))
    .orderBy(desc(turns.created_at), desc(turns.id))
    .limit(limit);
  const steps = await db
    .select()
    .from(turn_steps)
    .where(
      and(
        eq(turn_steps.company_id, company_id),
        inArray(
          turn_steps.turn_id,
          newest.map((turn) => turn.id),
        ),
      ),
    )
    .orderBy(asc(turn_steps.position));
  const byTurn = Map.groupBy(steps, (step) => step.turn_id);
  return { items: newest.map((turn) => ({ ...turn, steps: byTurn.get(turn.id) ?? [] })) };
});
