import { eq } from 'drizzle-orm';
import { auth } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { UpdateUser, UserView } from '../contract.ts';
import { users } from '../tables.ts';
import { changeUsers } from '../user-rows.ts';

export const updateUser = command({
  name: 'identity.updateUser',
  summary: 'Changes what is said of a user: 409 `email.taken` where another has the address',
  access: auth,
  rest: { method: 'patch', path: '/internal/auth/users/{id}' },
  input: UpdateUser,
  output: UserView,
}).handle(async (context, { id, ...set }) => {
  const [user] = await changeUsers(context, eq(users.id, id), set);
  return found(user, 'user');
});
