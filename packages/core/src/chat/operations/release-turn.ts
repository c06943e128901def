import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { turns } from '../tables.ts';

export const releaseTurn = command({
  name: 'chat.releaseTurn',
  summary: 'A turn that failed may be resumed at once',
  access: internal.tenant,
  input: z.strictObject({ turn_id: Id }),
  output: z.object({}),
}).handle(async ({ db, company_id }, { turn_id }) => {
  await db
    .update(turns)
    .set({ lease_until: sql`now()` })
    .where(and(eq(turns.company_id, company_id), eq(turns.id, turn_id), eq(turns.status, 'running')));
  return {};
});
