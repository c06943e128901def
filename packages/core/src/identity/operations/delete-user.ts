import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { auth } from '../../kernel/access.ts';
import { notFound } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { ById } from '../contract.ts';
import { users } from '../tables.ts';
import { removeUsers } from '../user-rows.ts';

export const deleteUser = command({
  name: 'identity.deleteUser',
  summary: 'Deletes a user, their sessions and accounts; their company is closed',
  access: auth,
  rest: { method: 'delete', path: '/internal/auth/users/{id}', status: 204 },
  input: ById,
  output: z.object({}),
}).handle(async (context, { id }) => {
  if ((await removeUsers(context, eq(users.id, id))) === 0) throw notFound('user');
  return {};
});
