import { sql } from 'drizzle-orm';
import type { Actor, AnonymousActor } from '../kernel/actor.ts';
import { newId } from '../kernel/ids.ts';
import type { CommandContext } from '../kernel/operation.ts';
import { refreshDue } from './events.ts';

type Context = Pick<CommandContext<Exclude<Actor, AnonymousActor>, string>, 'db' | 'company_id' | 'emit'>;

/** A job that has not begun after this long is lost, and another one is called. */
const LOST_AFTER_MIN = 15;

/** Calls the job that looks after a store, unless one is called that has not begun. */
export async function callRefresh(
  { db, company_id, emit }: Context,
  store_id: string,
  pause_ms = 0,
): Promise<void> {
  const job = newId();
  const called = await db.execute(sql`
    insert into knowledge_stores (company_id, store_id, wake_job, woken_at)
    values (${company_id}, ${store_id}, ${job}, now())
    on conflict (company_id, store_id) do update set wake_job = excluded.wake_job, woken_at = excluded.woken_at
     where knowledge_stores.wake_job is null
        or knowledge_stores.woken_at < now() - ${LOST_AFTER_MIN} * interval '1 min'
    returning wake_job`);
  if (called.length > 0) await emit(refreshDue, { store_id, job, pause_ms });
}
