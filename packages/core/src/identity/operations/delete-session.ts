import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { auth } from '../../kernel/access.ts';
import { notFound } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { ById } from '../contract.ts';
import { removeSessions } from '../session-rows.ts';
import { sessions } from '../tables.ts';

export const deleteSession = command({
  name: 'identity.deleteSession',
  summary: 'Ends a session',
  access: auth,
  rest: { method: 'delete', path: '/internal/auth/sessions/{id}', status: 204 },
  input: ById,
  output: z.object({}),
}).handle(async (context, { id }) => {
  if ((await removeSessions(context, eq(sessions.id, id))) === 0) throw notFound('session');
  return {};
});
