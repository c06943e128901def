import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { Quota } from '../contract.ts';
import { quotaFor } from '../rows.ts';

export const checkQuota = query({
  name: 'usage.check',
  summary: 'Whether so many tokens more may be used now; sets nothing aside',
  access: internal.tenant,
  input: z.strictObject({ tokens: z.int().min(1) }),
  output: z.object({ quota: Quota }),
}).handle(async ({ db, company_id }, { tokens }) => ({
  quota: await quotaFor(db, company_id, tokens, null),
}));
