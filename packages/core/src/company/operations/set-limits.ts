import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { PlanLimits } from '../contract.ts';
import { companies } from '../tables.ts';

export const setLimits = command({
  name: 'company.setLimits',
  summary: 'What the plan allows from now on',
  access: internal.tenant,
  input: PlanLimits,
  output: z.object({}),
}).handle(async ({ db, company_id }, limits) => {
  await db.update(companies).set(limits).where(eq(companies.id, company_id));
  return {};
});
