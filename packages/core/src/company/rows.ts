import { eq } from 'drizzle-orm';
import { users } from '../identity/tables.ts';
import type { Reader } from '../kernel/db/open-database.ts';
import type { ShortCache } from '../kernel/short-cache.ts';
import { companies } from './tables.ts';

interface Owner {
  company_id: string | null;
}

/** Who acts, under the user's id. A user gets one company and keeps it, but may be gone. */
export const companyOfUserCache: ShortCache<Owner | null> = {
  name: 'company_of_user',
  max: 10_000,
  ttl_ms: 5_000,
  keeps: (owner) => owner !== null && owner.company_id !== null,
};

/** Who a user is and which company they own; null for a user that does not exist. */
export async function companyOfUser(db: Reader, user_id: string): Promise<Owner | null> {
  const [row] = await db
    .select({ company_id: companies.id })
    .from(users)
    .leftJoin(companies, eq(companies.owner_user_id, users.id))
    .where(eq(users.id, user_id));
  return row ?? null;
}
