import { eq } from 'drizzle-orm';
import { users } from '../identity/tables.ts';
import type { Reader } from '../kernel/db/open-database.ts';
import { companies } from './tables.ts';

/** Who a user is and which company they own; null for a user that does not exist. */
export async function companyOfUser(
  db: Reader,
  user_id: string,
): Promise<{ company_id: string | null } | null> {
  const [row] = await db
    .select({ company_id: companies.id })
    .from(users)
    .leftJoin(companies, eq(companies.owner_user_id, users.id))
    .where(eq(users.id, user_id));
  return row ?? null;
}
