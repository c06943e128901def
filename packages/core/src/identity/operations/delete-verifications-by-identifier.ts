import { eq } from 'drizzle-orm';
import { auth } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { ByIdentifier, Deleted } from '../contract.ts';
import { verifications } from '../tables.ts';
import { removeVerifications } from '../verification-rows.ts';

export const deleteVerificationsByIdentifier = command({
  name: 'identity.deleteVerificationsByIdentifier',
  summary: 'Takes all verifications of an identifier away',
  access: auth,
  rest: {
    method: 'delete',
    path: '/internal/auth/verifications/by-identifier/{identifier}',
    secret_path: true,
  },
  input: ByIdentifier,
  output: Deleted,
}).handle(async (context, { identifier }) => ({
  deleted: await removeVerifications(context, eq(verifications.identifier, identifier)),
}));
