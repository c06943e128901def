import { eq } from 'drizzle-orm';
import { auth } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { changeAccounts } from '../account-rows.ts';
import { AccountView, UpdateAccount } from '../contract.ts';
import { accounts } from '../tables.ts';

export const updateAccount = command({
  name: 'identity.updateAccount',
  summary: 'Changes an account: a new password, a provider’s new tokens',
  access: auth,
  rest: { method: 'patch', path: '/internal/auth/accounts/{id}' },
  input: UpdateAccount,
  output: AccountView,
}).handle(async (context, { id, ...set }) => {
  const [account] = await changeAccounts(context, eq(accounts.id, id), set);
  return found(account, 'account');
});
