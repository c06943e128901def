import { eq } from 'drizzle-orm';
import { auth } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { ByIdentifier, VerificationView } from '../contract.ts';
import { verifications } from '../tables.ts';
import { newestVerification } from '../verification-rows.ts';

export const verificationByIdentifier = query({
  name: 'identity.verificationByIdentifier',
  summary: 'The newest verification of an identifier, unless it has expired',
  access: auth,
  rest: {
    method: 'get',
    path: '/internal/auth/verifications/by-identifier/{identifier}',
    secret_path: true,
  },
  input: ByIdentifier,
  output: VerificationView,
}).handle(async ({ db }, { identifier }) =>
  found(await newestVerification(db, eq(verifications.identifier, identifier)), 'verification'),
);
