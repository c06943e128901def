import { eq } from 'drizzle-orm';
import { users } from '../../identity/tables.ts';
import { app } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { found } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { slugOf, underFreeSlug } from '../../kernel/slug.ts';
import { CompanyView, EnsureCompany } from '../contract.ts';
import { companyOfUserCache } from '../rows.ts';
import { companies } from '../tables.ts';

export const ensureCompany = command({
  name: 'company.ensure',
  summary: 'The company of the signed-in user, made on first call',
  access: app.user,
  rest: { method: 'post', path: '/internal/company/ensure' },
  audit: { target: 'company' },
  input: EnsureCompany,
  output: CompanyView,
}).handle(async ({ db, actor, forget }, input) => {
  const [owner] = await db
    .select({ name: users.name, company: companies })
    .from(users)
    .leftJoin(companies, eq(companies.owner_user_id, users.id))
    .where(eq(users.id, actor.user_id))
    // Who is deleted at the same moment waits: what is made here is closed then.
    .for('key share', { of: users });
  const { company, ...user } = found(owner, 'user');
  if (company) return company;

  const name = input.name ?? user.name;
  const made = await underFreeSlug(db, companies.slug, slugOf(name, 'empresa'), (slug) =>
    db
      .insert(companies)
      .values({ id: newId(), owner_user_id: actor.user_id, name, slug, created_at: now() })
      .onConflictDoNothing()
      .returning(),
  );
  forget(companyOfUserCache, [actor.user_id]);
  if (made) return made;
  // Another first call was quicker.
  const [theirs] = await db.select().from(companies).where(eq(companies.owner_user_id, actor.user_id));
  return found(theirs, 'company');
});
