import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { auth } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Deleted, Key } from '../contract.ts';
import { removeSessions } from '../session-rows.ts';
import { sessions } from '../tables.ts';

export const deleteSessionsOfUser = command({
  name: 'identity.deleteSessionsOfUser',
  summary: 'Signs a user out everywhere',
  access: auth,
  rest: { method: 'delete', path: '/internal/auth/sessions/by-user/{user_id}' },
  input: z.strictObject({ user_id: Key }),
  output: Deleted,
}).handle(async (context, { user_id }) => ({
  deleted: await removeSessions(context, eq(sessions.user_id, user_id)),
}));
