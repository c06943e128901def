import { and, eq, sql } from 'drizzle-orm';
import { now } from '../../kernel/clock.ts';
import { forbidden, found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { stores } from '../../store/tables.ts';
import { namedCompany } from '../access.ts';
import { RecordUsage, TokenUsageView } from '../contract.ts';
import { costMicros } from '../rows.ts';
import { token_usage } from '../tables.ts';

export const recordUsage = command({
  name: 'usage.record',
  summary: 'Writes the tokens that a model really used into the ledger, at the price of now',
  access: namedCompany,
  rest: { method: 'post', path: '/internal/token-usage', status: 201 },
  audit: { target: 'token_usage' },
  input: RecordUsage,
  output: TokenUsageView,
}).handle(async ({ db, company_id }, input) => {
  if (input.store_id) {
    const [store] = await db
      .select({ one: sql`1` })
      .from(stores)
      .where(and(eq(stores.company_id, company_id), eq(stores.id, input.store_id)));
    if (!store) throw forbidden('This store is not yours.', 'store.foreign');
  }
  const [row] = await db
    .insert(token_usage)
    .values({ ...input, company_id, cost_micros: costMicros(input), created_at: now() })
    .returning();
  return found(row, 'token usage');
});
