import { and, eq, inArray } from 'drizzle-orm';
import type { Reader, Tx } from '../kernel/db/open-database.ts';
import { found } from '../kernel/errors.ts';
import { stores } from '../store/tables.ts';
import { erp_events } from './tables.ts';

/** 404 for a store of another company, as for one that does not exist. */
export async function findStore(db: Reader | Tx, company_id: string, store_id: string): Promise<void> {
  const [store] = await db
    .select({ id: stores.id })
    .from(stores)
    .where(and(eq(stores.company_id, company_id), eq(stores.id, store_id)));
  found(store, 'store');
}

/** The events of a store that were given up: all of them, or these. */
export const deadOf = (company_id: string, store_id: string, event_ids?: readonly string[]) =>
  and(
    eq(erp_events.company_id, company_id),
    eq(erp_events.store_id, store_id),
    eq(erp_events.state, 'dead'),
    event_ids && inArray(erp_events.id, [...event_ids]),
  );
