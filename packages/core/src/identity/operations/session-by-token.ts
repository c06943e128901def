import { z } from 'zod';
import { auth } from '../../kernel/access.ts';
import { notFound } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { sessionsByToken } from '../caches.ts';
import { Key, SessionView } from '../contract.ts';
import { sessionOfToken } from '../session-rows.ts';

export const sessionByToken = query({
  name: 'identity.sessionByToken',
  summary: 'The session of a token, unless it has expired; kept for seconds',
  access: auth,
  rest: { method: 'get', path: '/internal/auth/sessions/by-token/{token}', secret_path: true },
  input: z.strictObject({ token: Key }),
  output: SessionView,
}).handle(async ({ db, caches }, { token }) => {
  const session = await caches.read(sessionsByToken, token, async () => {
    const [row] = await sessionOfToken(db, { token });
    return row ?? null;
  });
  // What is kept expires too.
  if (session === null || Date.parse(session.expires_at) <= Date.now()) throw notFound('session');
  return session;
});
