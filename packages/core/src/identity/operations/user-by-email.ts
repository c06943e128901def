import { z } from 'zod';
import { auth } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { emailKey, usersByEmail } from '../caches.ts';
import { UserView } from '../contract.ts';
import { userOfEmail } from '../user-rows.ts';

export const userByEmail = query({
  name: 'identity.userByEmail',
  summary: 'The user of an address, in whatever case it is written; kept for seconds',
  access: auth,
  rest: { method: 'get', path: '/internal/auth/users/by-email/{email}' },
  input: z.strictObject({ email: z.string().min(1).max(320) }),
  output: UserView,
}).handle(async ({ db, caches }, input) => {
  const user = await caches.read(usersByEmail, emailKey(input), async () => {
    const [row] = await userOfEmail(db, input);
    return row ?? null;
  });
  return found(user, 'user');
});
