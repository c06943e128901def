import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { auth } from '../../kernel/access.ts';
import { notFound } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Key, PasswordView } from '../contract.ts';
import { accounts } from '../tables.ts';

export const passwordOfUser = query({
  name: 'identity.passwordOfUser',
  summary: 'The hash of a user’s password; 404 for who signs in by a provider only',
  access: auth,
  rest: { method: 'get', path: '/internal/auth/accounts/password-by-user/{user_id}' },
  input: z.strictObject({ user_id: Key }),
  output: PasswordView,
}).handle(async ({ db }, { user_id }) => {
  const [account] = await db
    .select({ password: accounts.password })
    .from(accounts)
    .where(and(eq(accounts.user_id, user_id), eq(accounts.provider_id, 'credential')));
  if (!account?.password) throw notFound('password');
  return { user_id, password: account.password };
});
