import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { Summary } from '../../messaging/contract.ts';
import { keepSummary } from '../../messaging/operations/keep-summary.ts';
import { Tokens } from '../../usage/contract.ts';
import { meterUsage } from '../../usage/operations/meter-usage.ts';
import { settleUsage } from '../../usage/operations/settle-usage.ts';

export const saveSummary = command({
  name: 'chat.saveSummary',
  summary: 'Keeps a summary with what it cost, which is metered also where another one was quicker',
  access: internal.tenant,
  input: z.strictObject({
    ...Summary.shape,
    store_id: Id,
    turn_id: Id,
    /** Null: no model chose. */
    used: Tokens.nullable(),
  }),
  output: z.object({}),
}).handle(async ({ call }, { store_id, turn_id, used, ...kept }) => {
  await call(keepSummary, kept);
  if (used) await call(meterUsage, { store_id, turn_id, operation_type: 'chat', ...used });
  await call(settleUsage, { turn_id });
  return {};
});
