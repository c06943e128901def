import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { openTask } from '../../task/operations/open-task.ts';
import { BLOCKED, blockedTask } from '../quota-block.ts';
import { turns } from '../tables.ts';
import { closeTurn } from './close-turn.ts';

export const refuseTurn = command({
  name: 'chat.refuseTurn',
  summary: 'Ends a turn for which no tokens are left: a sentence for the customer, a task for the merchant',
  access: internal.tenant,
  input: z.strictObject({ turn_id: Id, lead_id: Id, conversation_id: Id }),
  output: z.object({}),
}).handle(async ({ db, company_id, call }, { turn_id, lead_id, conversation_id }) => {
  const [turn] = await db
    .select({ store_id: turns.store_id })
    .from(turns)
    .where(and(eq(turns.company_id, company_id), eq(turns.id, turn_id)));
  await call(openTask, blockedTask(found(turn, 'turn').store_id, conversation_id));
  await call(closeTurn, { turn_id, lead_id, conversation_id, text: BLOCKED });
  return {};
});
