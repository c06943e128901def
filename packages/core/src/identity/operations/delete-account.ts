import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { auth } from '../../kernel/access.ts';
import { notFound } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { removeAccounts } from '../account-rows.ts';
import { ById } from '../contract.ts';
import { accounts } from '../tables.ts';

export const deleteAccount = command({
  name: 'identity.deleteAccount',
  summary: 'Takes a way to sign in away',
  access: auth,
  rest: { method: 'delete', path: '/internal/auth/accounts/{id}', status: 204 },
  input: ById,
  output: z.object({}),
}).handle(async (context, { id }) => {
  if ((await removeAccounts(context, eq(accounts.id, id))) === 0) throw notFound('account');
  return {};
});
