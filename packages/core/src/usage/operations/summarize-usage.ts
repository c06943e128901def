import { and, eq, gte, lt, sql } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { foreignCompany } from '../access.ts';
import { SummarizeUsage, UsageSummary } from '../contract.ts';
import { token_usage } from '../tables.ts';

interface Month extends Record<string, unknown> {
  period: string;
  starts: string;
  ends: string;
}

const NOTHING = {
  requests: 0,
  input_tokens: 0,
  output_tokens: 0,
  cached_tokens: 0,
  cost_micros: 0,
  plan_tokens: 0,
};

export const summarizeUsage = query({
  name: 'usage.summarize',
  summary: "A month's tokens and their cost, by model and operation",
  access: app.company,
  rest: { method: 'get', path: '/internal/token-usage/summary' },
  input: SummarizeUsage,
  output: UsageSummary,
}).handle(async ({ db, company_id }, { company_id: named, period }) => {
  if (named && named !== company_id) throw foreignCompany();
  const [row] = await db.execute<Month>(sql`
    with month as (
      select time_zone, date_trunc('month', coalesce(${period ? `${period}-01` : null}::timestamp, now() at time zone time_zone)) as first
        from companies where id = ${company_id})
    select to_char(first, 'YYYY-MM') as period,
           first at time zone time_zone as starts,
           (first + interval '1 month') at time zone time_zone as ends
      from month`);
  const month = found(row, 'company');
  const sum = (of: string) => sql<number>`sum(${sql.raw(of)})`.mapWith(Number);
  const items = await db
    .select({
      model: token_usage.model,
      operation_type: token_usage.operation_type,
      requests: sql<number>`count(*)`.mapWith(Number),
      input_tokens: sum('input_tokens'),
      output_tokens: sum('output_tokens'),
      cached_tokens: sum('cached_tokens'),
      cost_micros: sum('cost_micros'),
    })
    .from(token_usage)
    .where(
      and(
        eq(token_usage.company_id, company_id),
        gte(token_usage.created_at, month.starts),
        lt(token_usage.created_at, month.ends),
      ),
    )
    .groupBy(token_usage.model, token_usage.operation_type)
    .orderBy(token_usage.model, token_usage.operation_type);
  const totals = items.reduce(
    (all, item) => ({
      requests: all.requests + item.requests,
      input_tokens: all.input_tokens + item.input_tokens,
      output_tokens: all.output_tokens + item.output_tokens,
      cached_tokens: all.cached_tokens + item.cached_tokens,
      cost_micros: all.cost_micros + item.cost_micros,
      plan_tokens:
        all.plan_tokens + (item.operation_type === 'embedding' ? 0 : item.input_tokens + item.output_tokens),
    }),
    NOTHING,
  );
  const iso = (text: string) => new Date(text).toISOString();
  return {
    company_id,
    period: month.period,
    period_start: iso(month.starts),
    period_end: iso(month.ends),
    items,
    totals,
  };
});
