import { eq } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { users } from '../../identity/tables.ts';
import { CompanyView, EnsureCompany } from '../contract.ts';
import { companies } from '../tables.ts';

export const ensureCompany = command({
  name: 'company.ensure',
  summary: 'The company of the signed-in user, made on first call',
  access: app.user,
  rest: { method: 'post', path: '/internal/company/ensure' },
  audit: { target: 'company' },
  input: EnsureCompany,
  output: CompanyView,
}).handle(async ({ db, actor }, { name }) => {
  const [owner] = await db.select({ name: users.name }).from(users).where(eq(users.id, actor.user_id));
  const id = newId();
  await db
    .insert(companies)
    .values({ id, owner_user_id: actor.user_id, name: name ?? found(owner, 'user').name, slug: `c-${id}`, created_at: now() })
    .onConflictDoNothing({ target: companies.owner_user_id });
  const [company] = await db.select().from(companies).where(eq(companies.owner_user_id, actor.user_id));
  return found(company, 'company');
});
