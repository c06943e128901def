import { eq, type SQL, sql } from 'drizzle-orm';
import { now } from '../kernel/clock.ts';
import { prepared } from '../kernel/db/prepared.ts';
import { sessionsByToken } from './caches.ts';
import { sessions } from './tables.ts';
import type { AuthContext } from './user-rows.ts';

export const sessionOfToken = prepared('sessionOfToken', (db) =>
  db
    .select()
    .from(sessions)
    .where(eq(sessions.token, sql.placeholder('token'))),
);

const tokenOf = ({ token }: { token: string }) => token;

/** Changes the sessions that match. */
export async function changeSessions(
  { db, forget }: AuthContext,
  where: SQL,
  set: Partial<typeof sessions.$inferInsert>,
) {
  const changed = await db
    .update(sessions)
    .set({ updated_at: now(), ...set })
    .where(where)
    .returning();
  forget(sessionsByToken, changed.map(tokenOf));
  return changed;
}

/** Ends the sessions that match. */
export async function removeSessions({ db, forget }: AuthContext, where: SQL): Promise<number> {
  const ended = await db.delete(sessions).where(where).returning({ token: sessions.token });
  forget(sessionsByToken, ended.map(tokenOf));
  return ended.length;
}
