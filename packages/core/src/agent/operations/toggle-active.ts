import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm';
import { z } from 'zod';
import { companies } from '../../company/tables.ts';
import { app } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { AgentView } from '../contract.ts';
import { agentView } from '../rows.ts';
import { agents } from '../tables.ts';

export const toggleActive = command({
  name: 'agent.toggleActive',
  summary: 'Switches an agent on, and the one that was active off; or switches it off',
  access: app.row(agents),
  rest: { method: 'post', path: '/internal/agents/{id}/toggle-active' },
  audit: { target: 'agent' },
  input: z.strictObject({ id: Id }),
  output: AgentView,
}).handle(async ({ db, company_id, before }, { id }) => {
  // Who closes the company waits, and then switches this one off too.
  const [open] = await db
    .select({ id: companies.id })
    .from(companies)
    .where(and(eq(companies.id, company_id), isNull(companies.closed_at)))
    .for('share');
  found(open, 'company');
  const store = db
    .select({ store_id: agents.store_id })
    .from(agents)
    .where(and(eq(agents.company_id, company_id), eq(agents.id, id)));
  // All of the store are locked, in id order: who toggles comes one after the other and sees what came of it.
  const team = await db
    .select({ id: agents.id, is_active: agents.is_active })
    .from(agents)
    .where(and(eq(agents.company_id, company_id), inArray(agents.store_id, store)))
    .orderBy(asc(agents.id))
    .for('no key update');
  const agent = found(
    team.find((one) => one.id === id.toLowerCase()),
    'agent',
  );
  before({ is_active: agent.is_active, active: team.find((one) => one.is_active)?.id ?? null });

  const changed_at = now();
  const switchTo = (is_active: boolean) => db.update(agents).set({ is_active, updated_at: changed_at });
  if (agent.is_active) await switchTo(false).where(and(eq(agents.company_id, company_id), eq(agents.id, id)));
  else {
    await switchTo(false).where(
      and(
        eq(agents.company_id, company_id),
        inArray(agents.store_id, store),
        eq(agents.is_active, true),
        ne(agents.id, id),
      ),
    );
    await switchTo(true).where(and(eq(agents.company_id, company_id), eq(agents.id, id)));
  }
  return agentView(db, company_id, id);
});
