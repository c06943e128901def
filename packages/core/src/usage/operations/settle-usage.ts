import { and, eq, lt, or } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { usage_reservations } from '../tables.ts';

export const settleUsage = command({
  name: 'usage.settle',
  summary: 'Releases what a turn had set aside, and what had expired: what it used is in the ledger',
  access: internal.tenant,
  input: z.strictObject({ turn_id: Id }),
  output: z.object({}),
}).handle(async ({ db, company_id }, { turn_id }) => {
  await db
    .delete(usage_reservations)
    .where(
      and(
        eq(usage_reservations.company_id, company_id),
        or(eq(usage_reservations.id, turn_id), lt(usage_reservations.expires_at, now())),
      ),
    );
  return {};
});
