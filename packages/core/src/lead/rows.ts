import { getTableColumns } from 'drizzle-orm';
import { type Actor, actorName } from '../kernel/actor.ts';
import { now } from '../kernel/clock.ts';
import type { Tx } from '../kernel/db/open-database.ts';
import { lead_events, leads } from './tables.ts';

const { profile_embedding: _embedding, ...columns } = getTableColumns(leads);

/** A lead as it is shown: a thousand numbers less. */
export const leadColumns = columns;

interface NewEvent {
  company_id: string;
  lead_id: string;
  actor: Actor;
  type: string;
  data: Record<string, unknown>;
}

/** Keeps what happened to a lead, in the transaction that it happened in. */
export async function writeLeadEvent(db: Tx, { actor, ...event }: NewEvent) {
  const [kept] = await db
    .insert(lead_events)
    .values({ ...event, actor: actorName(actor), created_at: now() })
    .returning();
  return kept;
}
