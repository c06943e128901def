import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { emails } from '../tables.ts';

export const settleEmail = command({
  name: 'email.settle',
  summary: 'What came of sending a letter; what it said is forgotten',
  access: internal.global,
  input: z.strictObject({ id: Id, status: z.enum(['sent', 'failed']), error: z.string().nullable() }),
  output: z.object({}),
}).handle(async ({ db }, { id, status, error }) => {
  await db
    .update(emails)
    .set({ status, error, letter: null, settled_at: now() })
    .where(and(eq(emails.id, id), eq(emails.status, 'queued')));
  return {};
});
