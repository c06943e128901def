import { auth } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { CreateVerification, VerificationView } from '../contract.ts';
import { sweepExpired } from '../sweep-expired.ts';
import { verifications } from '../tables.ts';

export const createVerification = command({
  name: 'identity.createVerification',
  summary: 'What somebody must bring back, once, before it expires',
  access: auth,
  rest: { method: 'post', path: '/internal/auth/verifications', status: 201 },
  input: CreateVerification,
  output: VerificationView,
}).handle(async ({ db }, input) => {
  const at = now();
  const [verification] = await db
    .insert(verifications)
    .values({ id: newId(), created_at: at, updated_at: at, ...input })
    .returning();
  await sweepExpired(db, verifications);
  return found(verification, 'verification');
});
