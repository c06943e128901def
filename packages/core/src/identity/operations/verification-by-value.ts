import { eq } from 'drizzle-orm';
import { auth } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { ByValue, VerificationView } from '../contract.ts';
import { verifications } from '../tables.ts';
import { newestVerification } from '../verification-rows.ts';

export const verificationByValue = query({
  name: 'identity.verificationByValue',
  summary: 'The newest verification of a value, unless it has expired',
  access: auth,
  rest: { method: 'get', path: '/internal/auth/verifications/by-value/{value}', secret_path: true },
  input: ByValue,
  output: VerificationView,
}).handle(async ({ db }, { value }) =>
  found(await newestVerification(db, eq(verifications.value, value)), 'verification'),
);
