import { and, eq } from 'drizzle-orm';
import { auth } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { ConsumeVerification, VerificationView } from '../contract.ts';
import { verifications } from '../tables.ts';
import { unexpired } from '../verification-rows.ts';

export const consumeVerification = command({
  name: 'identity.consumeVerification',
  summary: 'Takes a verification away and answers it: of all who ask, one gets it, the others 404',
  access: auth,
  rest: { method: 'post', path: '/internal/auth/verifications/consume' },
  input: ConsumeVerification,
  output: VerificationView,
}).handle(async ({ db }, { id, identifier = '', value = '' }) => {
  const meant =
    id === undefined
      ? and(eq(verifications.identifier, identifier), eq(verifications.value, value))
      : eq(verifications.id, id);
  const [consumed] = await db.delete(verifications).where(and(meant, unexpired)).returning();
  return found(consumed, 'verification');
});
