import { eq } from 'drizzle-orm';
import type { Reader } from '../kernel/db/open-database.ts';
import { stores } from './tables.ts';

/** Whose a store is; null for one that does not exist. Never changes. */
export async function companyOfStore(db: Reader, store_id: string): Promise<string | null> {
  const [row] = await db
    .select({ company_id: stores.company_id })
    .from(stores)
    .where(eq(stores.id, store_id));
  return row?.company_id ?? null;
}
