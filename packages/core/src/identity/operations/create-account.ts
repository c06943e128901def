import { auth } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { accountColumns } from '../account-rows.ts';
import { AccountView, CreateAccount } from '../contract.ts';
import { accounts } from '../tables.ts';
import { holdUser } from '../user-rows.ts';

export const createAccount = command({
  name: 'identity.createAccount',
  summary: 'A way for a user to sign in: 409 `account.taken` where the provider’s account is known already',
  access: auth,
  rest: { method: 'post', path: '/internal/auth/accounts', status: 201 },
  input: CreateAccount,
  output: AccountView,
}).handle(async ({ db }, input) => {
  await holdUser(db, input.user_id);
  const at = now();
  const [account] = await db
    .insert(accounts)
    .values({ id: newId(), created_at: at, updated_at: at, ...input })
    .returning(accountColumns);
  return found(account, 'account');
});
