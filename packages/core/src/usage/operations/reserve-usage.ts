import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { inMs, now } from '../../kernel/clock.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { Quota } from '../contract.ts';
import { quotaFor } from '../rows.ts';
import { usage_reservations } from '../tables.ts';

/** Longer than any turn runs; what a crashed one set aside is free again after it. */
const HELD_MS = 10 * 60_000;

export const reserveUsage = command({
  name: 'usage.reserve',
  summary:
    "Sets a turn's worst case aside, once per turn, and answers whether it may run; on BLOCK nothing is set aside",
  access: internal.tenant,
  input: z.strictObject({ turn_id: Id, tokens: z.int().min(1) }),
  output: z.object({ quota: Quota }),
}).handle(async ({ db, company_id }, { turn_id, tokens }) => {
  // Turns of a company with a limit reserve one after another: two must not both take what is left.
  await db.execute(
    sql`select from token_allowances where company_id = ${company_id} and tokens is not null for update`,
  );
  const quota = await quotaFor(db, company_id, tokens, turn_id);
  if (quota === 'BLOCK') return { quota };
  const expires_at = inMs(HELD_MS);
  await db
    .insert(usage_reservations)
    .values({ company_id, id: turn_id, tokens, expires_at, created_at: now() })
    .onConflictDoUpdate({
      target: [usage_reservations.company_id, usage_reservations.id],
      set: { tokens, expires_at },
    });
  return { quota };
});
