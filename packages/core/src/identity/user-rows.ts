import { asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { ServiceActor } from '../kernel/actor.ts';
import { now } from '../kernel/clock.ts';
import { prepared } from '../kernel/db/prepared.ts';
import { invalidField } from '../kernel/errors.ts';
import type { CommandContext } from '../kernel/operation.ts';
import { emailKey, sessionsByToken, usersByEmail } from './caches.ts';
import { userLeaving } from './events.ts';
import { sessions, users } from './tables.ts';

/** What the commands of the auth doors hold. */
export type AuthContext = CommandContext<ServiceActor, null>;

export const userOfEmail = prepared('userOfEmail', (db) =>
  db
    .select()
    .from(users)
    .where(eq(sql`lower(${users.email})`, sql`lower(${sql.placeholder('email')})`)),
);

/** Keeps a user in being until the transaction ends. 422 where there is none. */
export async function holdUser(db: AuthContext['db'], user_id: string): Promise<void> {
  const [user] = await db.select({ id: users.id }).from(users).where(eq(users.id, user_id)).for('key share');
  if (!user) throw invalidField('user_id', 'No such user.');
}

/** Changes the users that match. 409 `email.taken` where another has the address, in whatever case. */
export async function changeUsers(
  { db, forget }: AuthContext,
  where: SQL,
  set: Partial<typeof users.$inferInsert>,
) {
  const was = await db
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(where)
    .orderBy(asc(users.id))
    .for('no key update');
  if (was.length === 0) return [];
  const ids = was.map(({ id }) => id);
  const changed = await db
    .update(users)
    .set({ updated_at: now(), ...set })
    .where(inArray(users.id, ids))
    .returning();
  forget(usersByEmail, [...was, ...changed].map(emailKey));
  return changed;
}

/** Deletes the users that match, with their sessions and accounts; their companies are closed. */
export async function removeUsers({ db, emit, forget }: AuthContext, where: SQL): Promise<number> {
  const leaving = await db
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(where)
    .orderBy(asc(users.id))
    .for('update');
  if (leaving.length === 0) return 0;
  const ids = leaving.map(({ id }) => id);
  for (const user_id of ids) await emit(userLeaving, { user_id });
  const ended = await db
    .delete(sessions)
    .where(inArray(sessions.user_id, ids))
    .returning({ token: sessions.token });
  await db.delete(users).where(inArray(users.id, ids));
  forget(
    sessionsByToken,
    ended.map(({ token }) => token),
  );
  forget(usersByEmail, leaving.map(emailKey));
  return leaving.length;
}
