import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { OperationType, Tokens } from '../contract.ts';
import { costMicros } from '../rows.ts';
import { token_usage } from '../tables.ts';

export const meterUsage = command({
  name: 'usage.meter',
  summary: 'Writes one answer of a model into the ledger, within the step that it is part of',
  access: internal.tenant,
  input: z.strictObject({
    store_id: Id.nullable(),
    turn_id: Id.nullable(),
    operation_type: OperationType,
    ...Tokens.shape,
  }),
  output: z.object({ cost_micros: z.int() }),
}).handle(async ({ db, company_id }, input) => {
  const [row] = await db
    .insert(token_usage)
    .values({ ...input, company_id, cost_micros: costMicros(input), created_at: now() })
    .returning({ cost_micros: token_usage.cost_micros });
  return found(row, 'token usage');
});
