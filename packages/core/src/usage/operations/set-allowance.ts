import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Instant } from '../../kernel/wire.ts';
import { token_allowances } from '../tables.ts';

export const setAllowance = command({
  name: 'usage.setAllowance',
  summary: 'How many plan tokens the company may use from an instant on; null is without limit',
  access: internal.tenant,
  input: z.strictObject({ tokens: z.int().min(0).nullable(), since: Instant }),
  output: z.object({}),
}).handle(async ({ db, company_id }, { tokens, since }) => {
  await db
    .insert(token_allowances)
    .values({ company_id, tokens, since })
    .onConflictDoUpdate({ target: token_allowances.company_id, set: { tokens, since } });
  return {};
});
