import { eq, sql } from 'drizzle-orm';
import { auth } from '../../kernel/access.ts';
import { prepared } from '../../kernel/db/prepared.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { ById, UserView } from '../contract.ts';
import { users } from '../tables.ts';

const userOfId = prepared('userOfId', (db) =>
  db
    .select()
    .from(users)
    .where(eq(users.id, sql.placeholder('id'))),
);

export const userById = query({
  name: 'identity.userById',
  summary: 'One user',
  access: auth,
  rest: { method: 'get', path: '/internal/auth/users/by-id/{id}' },
  input: ById,
  output: UserView,
}).handle(async ({ db }, { id }) => {
  const [user] = await userOfId(db, { id });
  return found(user, 'user');
});
