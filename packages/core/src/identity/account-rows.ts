import { getTableColumns, type SQL } from 'drizzle-orm';
import { now } from '../kernel/clock.ts';
import { accounts } from './tables.ts';
import type { AuthContext } from './user-rows.ts';

const { password: _hash, ...columns } = getTableColumns(accounts);
/** All but the password's hash. */
export const accountColumns = columns;

/** Changes the accounts that match. */
export const changeAccounts = ({ db }: AuthContext, where: SQL, set: Partial<typeof accounts.$inferInsert>) =>
  db
    .update(accounts)
    .set({ updated_at: now(), ...set })
    .where(where)
    .returning(accountColumns);

/** Deletes the accounts that match. */
export async function removeAccounts({ db }: AuthContext, where: SQL): Promise<number> {
  const { count } = await db.delete(accounts).where(where);
  return count;
}
