import { and, asc, eq } from 'drizzle-orm';
import { auth } from '../../kernel/access.ts';
import { counted } from '../../kernel/db/counted.ts';
import { query } from '../../kernel/operation.ts';
import { pageOf } from '../../kernel/page.ts';
import { AccountsOfUser, ListAccountsOfUser } from '../contract.ts';
import { accounts } from '../tables.ts';

export const accountsOfUser = query({
  name: 'identity.accountsOfUser',
  summary: 'The accounts of a user, with the hash of their password: what signing in compares with',
  access: auth,
  rest: { method: 'get', path: '/internal/auth/accounts/by-user/{user_id}' },
  input: ListAccountsOfUser,
  output: AccountsOfUser,
}).handle(async ({ db }, { user_id, provider_id, account_id, limit, offset }) => {
  const theirs = and(
    eq(accounts.user_id, user_id),
    provider_id === undefined ? undefined : eq(accounts.provider_id, provider_id),
    account_id === undefined ? undefined : eq(accounts.account_id, account_id),
  );
  const items = db
    .select()
    .from(accounts)
    .where(theirs)
    .orderBy(asc(accounts.created_at), asc(accounts.id))
    .limit(limit)
    .offset(offset);
  return pageOf(items, counted(db, accounts, theirs), { limit, offset });
});
