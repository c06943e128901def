import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { auth } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { accountColumns } from '../account-rows.ts';
import { AccountView, Key } from '../contract.ts';
import { accounts } from '../tables.ts';

export const accountByProvider = query({
  name: 'identity.accountByProvider',
  summary: 'Whose account at a provider this is, without the hash of a password',
  access: auth,
  rest: { method: 'get', path: '/internal/auth/accounts/by-provider' },
  input: z.strictObject({ provider_id: Key, account_id: Key }),
  output: AccountView,
}).handle(async ({ db }, { provider_id, account_id }) => {
  const [account] = await db
    .select(accountColumns)
    .from(accounts)
    .where(and(eq(accounts.provider_id, provider_id), eq(accounts.account_id, account_id)));
  return found(account, 'account');
});
