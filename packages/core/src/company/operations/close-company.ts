import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { companyClosed } from '../events.ts';
import { companyOfUserCache } from '../rows.ts';
import { companies } from '../tables.ts';

export const closeCompany = command({
  name: 'company.close',
  summary: 'Closes a company for good: its owner lets go of it, its rows stay',
  access: internal.tenant,
  audit: { target: 'company' },
  input: z.strictObject({}),
  output: z.object({ id: Id }),
}).handle(async ({ db, company_id, before, emit, forget }) => {
  const open = and(eq(companies.id, company_id), isNull(companies.closed_at));
  const [was] = await db
    .select({ owner_user_id: companies.owner_user_id })
    .from(companies)
    .where(open)
    .for('update');
  if (!was) return { id: company_id };
  before(was);
  await db.update(companies).set({ owner_user_id: null, closed_at: now() }).where(open);
  if (was.owner_user_id) forget(companyOfUserCache, [was.owner_user_id]);
  await emit(companyClosed, {});
  return { id: company_id };
});
