import { and, eq } from 'drizzle-orm';
import type { Reader, Tx } from '../kernel/db/open-database.ts';
import { found } from '../kernel/errors.ts';
import { stores } from '../store/tables.ts';

/** 404 for a store of another company, as for one that does not exist. */
export async function findStore(db: Reader | Tx, company_id: string, store_id: string): Promise<void> {
  const [store] = await db
    .select({ id: stores.id })
    .from(stores)
    .where(and(eq(stores.company_id, company_id), eq(stores.id, store_id)));
  found(store, 'store');
}
