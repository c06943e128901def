import { and, eq, gt, sql } from 'drizzle-orm';
import { auth } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { ById, SessionView } from '../contract.ts';
import { sessions } from '../tables.ts';

export const sessionById = query({
  name: 'identity.sessionById',
  summary: 'One session, unless it has expired',
  access: auth,
  rest: { method: 'get', path: '/internal/auth/sessions/by-id/{id}' },
  input: ById,
  output: SessionView,
}).handle(async ({ db }, { id }) => {
  const [session] = await db
    .select()
    .from(sessions)
    .where(and(eq(sessions.id, id), gt(sessions.expires_at, sql`now()`)));
  return found(session, 'session');
});
