import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { command } from '../../kernel/operation.ts';
import { meterUsage } from '../../usage/operations/meter-usage.ts';
import { TurnStep } from '../contract.ts';
import { LEASE, turn_steps, turns } from '../tables.ts';

export const saveStep = command({
  name: 'chat.saveStep',
  summary: 'Keeps one entry of the transcript before the next step begins, and the lease with it',
  access: internal.tenant,
  input: TurnStep,
  output: z.object({ cost_micros: z.int() }),
}).handle(async ({ db, company_id, call }, { turn_id, position, message, ms, model, usage }) => {
  await db.insert(turn_steps).values({ company_id, turn_id, position, message, ms, created_at: now() });
  const [turn] = await db
    .update(turns)
    .set({
      lease_until: LEASE,
      ...(model && { model }),
      ...(usage && {
        iterations: sql`${turns.iterations} + 1`,
        input_tokens: sql`${turns.input_tokens} + ${usage.input_tokens}`,
        output_tokens: sql`${turns.output_tokens} + ${usage.output_tokens}`,
        cached_tokens: sql`${turns.cached_tokens} + ${usage.cached_tokens}`,
      }),
    })
    .where(and(eq(turns.company_id, company_id), eq(turns.id, turn_id)))
    .returning({ store_id: turns.store_id });
  if (!model || !usage) return { cost_micros: 0 };
  return call(meterUsage, {
    store_id: turn?.store_id ?? null,
    turn_id,
    operation_type: 'chat',
    model,
    ...usage,
  });
});
