import { sql } from 'drizzle-orm';
import type { Actor, AnonymousActor } from '../kernel/actor.ts';
import { newId } from '../kernel/ids.ts';
import type { CommandContext } from '../kernel/operation.ts';
import { refreshDue } from './events.ts';

type Context = Pick<CommandContext<Exclude<Actor, AnonymousActor>, string>, 'db' | 'company_id' | 'emit'>;

/** A job that has not begun so long after it should is lost, and another one is called. */
const LOST_AFTER_MIN = 15;

/**
 * Calls the job that looks after a store, unless one is called that has not begun and will begin as soon. Holds the
 * store's row: whoever writes a store's documents takes it first, then documents, then chunks.
 */
export async function callRefresh(
  { db, company_id, emit }: Context,
  store_id: string,
  pause_ms = 0,
): Promise<void> {
  const job = newId();
  const called = await db.execute(sql`
    insert into knowledge_stores as store (company_id, store_id, wake_job, wake_at)
    values (${company_id}, ${store_id}, ${job}, now() + ${pause_ms} * interval '1 ms')
    on conflict (company_id, store_id) do update set wake_job = excluded.wake_job, wake_at = excluded.wake_at
     where store.wake_job is null
        or store.wake_at > excluded.wake_at
        or store.wake_at < now() - ${LOST_AFTER_MIN} * interval '1 min'
    returning wake_job`);
  if (called.length > 0) await emit(refreshDue, { store_id, job, pause_ms });
}
