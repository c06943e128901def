import { and, asc, desc, eq, getTableColumns } from 'drizzle-orm';
import { z } from 'zod';
import { agents, evolution_instances } from '../../agent/tables.ts';
import { companies } from '../../company/tables.ts';
import { accounts, sessions, users } from '../../identity/tables.ts';
import { app } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { audit_log } from '../../kernel/tables.ts';
import { stores } from '../../store/tables.ts';
import { AccountExport } from '../contract.ts';

/** Of one's own doings: more than anybody does, and less than fills a disk. */
const MOST_AUDIT = 10_000;

export const exportAccount = command({
  name: 'account.export',
  summary: 'All that is held on the person who asks, and their company as they set it up',
  access: app.company,
  rest: { method: 'post', path: '/internal/account/export' },
  audit: { target: 'user' },
  input: z.strictObject({}),
  output: AccountExport,
}).handle(async ({ db, actor, company_id }) => {
  const { user_id } = actor;
  const [user] = await db.select().from(users).where(eq(users.id, user_id));
  const [company] = await db.select().from(companies).where(eq(companies.id, company_id));
  return {
    exported_at: now(),
    user: found(user, 'user'),
    sign_ins: await db
      .select({ provider_id: accounts.provider_id, created_at: accounts.created_at })
      .from(accounts)
      .where(eq(accounts.user_id, user_id))
      .orderBy(asc(accounts.created_at)),
    sessions: await db
      .select()
      .from(sessions)
      .where(eq(sessions.user_id, user_id))
      .orderBy(desc(sessions.created_at)),
    company: found(company, 'company'),
    stores: await db
      .select()
      .from(stores)
      .where(eq(stores.company_id, company_id))
      .orderBy(asc(stores.created_at)),
    agents: await db
      .select({ ...getTableColumns(agents), evolution_instance_id: evolution_instances.instance })
      .from(agents)
      .innerJoin(evolution_instances, eq(evolution_instances.agent_id, agents.id))
      .where(and(eq(agents.company_id, company_id), eq(evolution_instances.company_id, company_id)))
      .orderBy(asc(agents.created_at)),
    audit: await db
      .select()
      .from(audit_log)
      .where(and(eq(audit_log.company_id, company_id), eq(audit_log.actor_user_id, user_id)))
      .orderBy(desc(audit_log.id))
      .limit(MOST_AUDIT),
  };
});
