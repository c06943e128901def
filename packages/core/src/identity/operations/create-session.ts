import { auth } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { sessionsByToken } from '../caches.ts';
import { CreateSession, SessionView } from '../contract.ts';
import { sweepExpired } from '../sweep-expired.ts';
import { sessions } from '../tables.ts';
import { holdUser } from '../user-rows.ts';

export const createSession = command({
  name: 'identity.createSession',
  summary: 'Signs a user in: 409 `token.taken` for a token that is in use',
  access: auth,
  rest: { method: 'post', path: '/internal/auth/sessions', status: 201 },
  input: CreateSession,
  output: SessionView,
}).handle(async ({ db, forget }, input) => {
  await holdUser(db, input.user_id);
  const at = now();
  const [session] = await db
    .insert(sessions)
    .values({ id: newId(), created_at: at, updated_at: at, ...input })
    .returning();
  forget(sessionsByToken, [input.token]);
  await sweepExpired(db, sessions);
  return found(session, 'session');
});
