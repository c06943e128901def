import { and, eq, inArray, sql } from 'drizzle-orm';
import type { CommandContext } from '../kernel/operation.ts';
import { closeTasks } from '../task/operations/close-tasks.ts';
import { erp_events } from './tables.ts';

/** The events of a store that were given up: all of them, or these. */
export const deadOf = (company_id: string, store_id: string, event_ids?: readonly string[]) =>
  and(
    eq(erp_events.company_id, company_id),
    eq(erp_events.store_id, store_id),
    eq(erp_events.state, 'dead'),
    event_ids && inArray(erp_events.id, [...event_ids]),
  );

/** What a person may say of them. */
const SAID = {
  send_again: { state: 'waiting', attempts: 0, due_at: sql`now()`, error: null },
  known: { state: 'known', known_from: sql`now()` },
} as const;

type Context = Pick<CommandContext<never, string>, 'db' | 'company_id' | 'call'>;

/** Takes up what was given up, and answers how many. Where nothing is left of it, nobody is asked any more. */
export async function takeUp(
  { db, company_id, call }: Context,
  { store_id, event_ids }: { store_id: string; event_ids?: readonly string[] },
  said: keyof typeof SAID,
): Promise<number> {
  const taken = await db
    .update(erp_events)
    .set(SAID[said])
    .where(deadOf(company_id, store_id, event_ids))
    .returning({ id: erp_events.id });
  const left = await db.$count(erp_events, deadOf(company_id, store_id));
  if (left === 0) await call(closeTasks, { kind: 'erp_dead_letter', store_id });
  return taken.length;
}
