import { eq } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { CompanyView, UpdateCompany } from '../contract.ts';
import { companies } from '../tables.ts';

export const updateCompany = command({
  name: 'company.update',
  summary: 'Changes name, logo or slug: 409 `slug.taken` where another has it',
  access: app.company,
  rest: { method: 'patch', path: '/internal/company' },
  audit: { target: 'company' },
  input: UpdateCompany,
  output: CompanyView,
}).handle(async ({ db, company_id, before }, changes) => {
  const mine = eq(companies.id, company_id);
  const { name, logo_url, slug } = companies;
  const [was] = await db.select({ name, logo_url, slug }).from(companies).where(mine).for('no key update');
  before(was);
  const [changed] = await db.update(companies).set(changes).where(mine).returning();
  return found(changed, 'company');
});
