import { eq } from 'drizzle-orm';
import { auth } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { SessionView, UpdateSession } from '../contract.ts';
import { changeSessions } from '../session-rows.ts';
import { sessions } from '../tables.ts';

export const updateSession = command({
  name: 'identity.updateSession',
  summary: 'Changes a session, e.g. when it expires',
  access: auth,
  rest: { method: 'patch', path: '/internal/auth/sessions/{id}' },
  input: UpdateSession,
  output: SessionView,
}).handle(async (context, { id, ...set }) => {
  const [session] = await changeSessions(context, eq(sessions.id, id), set);
  return found(session, 'session');
});
