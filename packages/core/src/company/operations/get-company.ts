import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { CompanyView } from '../contract.ts';
import { companies } from '../tables.ts';

export const getCompany = query({
  name: 'company.get',
  summary: "The actor's company",
  access: app.company,
  rest: { method: 'get', path: '/internal/company' },
  input: z.strictObject({}),
  output: CompanyView,
}).handle(async ({ db, company_id }) => {
  const [company] = await db.select().from(companies).where(eq(companies.id, company_id));
  return found(company, 'company');
});
