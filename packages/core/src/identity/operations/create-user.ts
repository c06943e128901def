import { auth } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { emailKey, usersByEmail } from '../caches.ts';
import { CreateUser, UserView } from '../contract.ts';
import { users } from '../tables.ts';

export const createUser = command({
  name: 'identity.createUser',
  summary: 'A person who signs up: 409 `email.taken` where another has the address, in whatever case',
  access: auth,
  rest: { method: 'post', path: '/internal/auth/users', status: 201 },
  input: CreateUser,
  output: UserView,
}).handle(async ({ db, forget }, input) => {
  const at = now();
  const [user] = await db
    .insert(users)
    .values({ id: newId(), created_at: at, updated_at: at, ...input })
    .returning();
  forget(usersByEmail, [emailKey(input)]);
  return found(user, 'user');
});
