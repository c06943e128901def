import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { command } from '../../kernel/operation.ts';
import { agents } from '../tables.ts';

export const switchAllOff = command({
  name: 'agent.switchAllOff',
  summary: 'Listens: no agent of a closed company answers',
  access: internal.tenant,
  input: z.strictObject({}),
  output: z.object({}),
}).handle(async ({ db, company_id }) => {
  await db
    .update(agents)
    .set({ is_active: false, updated_at: now() })
    .where(and(eq(agents.company_id, company_id), eq(agents.is_active, true)));
  return {};
});
