import { and, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import { companies } from '../../company/tables.ts';
import { app } from '../../kernel/access.ts';
import { counted } from '../../kernel/db/counted.ts';
import { query } from '../../kernel/operation.ts';
import { pageOf } from '../../kernel/page.ts';
import { foreignCompany } from '../access.ts';
import { ListUsage, UsagePage } from '../contract.ts';
import { token_usage } from '../tables.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day begins at the company's midnight; `days` later where the whole day is meant. */
const momentOf = (company_id: string, moment: string, days: number): SQL =>
  DAY.test(moment)
    ? sql`((${moment}::date + ${days}::int)::timestamp at time zone (select ${companies.time_zone} from ${companies} where ${companies.id} = ${company_id}))`
    : sql`${moment}::timestamptz`;

export const listUsage = query({
  name: 'usage.list',
  summary: 'The ledger of tokens, newest first',
  access: app.company,
  rest: { method: 'get', path: '/internal/token-usage' },
  input: ListUsage,
  output: UsagePage,
}).handle(async ({ db, company_id }, { company_id: named, period_start, period_end, limit, offset }) => {
  if (named && named !== company_id) throw foreignCompany();
  const where = and(
    eq(token_usage.company_id, company_id),
    period_start ? gte(token_usage.created_at, momentOf(company_id, period_start, 0)) : undefined,
    period_end ? lt(token_usage.created_at, momentOf(company_id, period_end, 1)) : undefined,
  );
  const items = db
    .select()
    .from(token_usage)
    .where(where)
    .orderBy(desc(token_usage.created_at), desc(token_usage.id))
    .limit(limit)
    .offset(offset);
  return pageOf(items, counted(db, token_usage, where), { limit, offset });
});
