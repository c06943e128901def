import { and, desc, gt, type SQL, sql } from 'drizzle-orm';
import { now } from '../kernel/clock.ts';
import type { Reader } from '../kernel/db/open-database.ts';
import { verifications } from './tables.ts';
import type { AuthContext } from './user-rows.ts';

export const unexpired = gt(verifications.expires_at, sql`now()`);

/** The newest of those that match and have not expired. */
export async function newestVerification(db: Reader, where: SQL) {
  const [newest] = await db
    .select()
    .from(verifications)
    .where(and(where, unexpired))
    .orderBy(desc(verifications.created_at), desc(verifications.id))
    .limit(1);
  return newest;
}

/** Changes the verifications that match. */
export const changeVerifications = (
  { db }: AuthContext,
  where: SQL,
  set: Partial<typeof verifications.$inferInsert>,
) =>
  db
    .update(verifications)
    .set({ updated_at: now(), ...set })
    .where(where)
    .returning();

/** Deletes the verifications that match. */
export async function removeVerifications({ db }: AuthContext, where: SQL): Promise<number> {
  const { count } = await db.delete(verifications).where(where);
  return count;
}
