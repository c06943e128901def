import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command, serviceOf } from '../../kernel/operation.ts';
import { companies } from '../tables.ts';
import { closeCompany } from './close-company.ts';

export const closeCompanyOfLeaver = command({
  name: 'company.closeOfLeaver',
  summary: 'Listens: the company of a user who is about to be deleted is closed',
  access: internal.global,
  input: z.strictObject({ user_id: z.string() }),
  output: z.object({}),
}).handle(async ({ db, as, actor }, { user_id }) => {
  const [owned] = await db
    .select({ id: companies.id })
    .from(companies)
    .where(eq(companies.owner_user_id, user_id));
  if (owned) await as(serviceOf(owned.id, actor.cause)).call(closeCompany, {});
  return {};
});
