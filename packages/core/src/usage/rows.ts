import { type SQL, sql } from 'drizzle-orm';
import type { Reader } from '../kernel/db/open-database.ts';
import type { Quota } from './contract.ts';

interface Used {
  model: string;
  input_tokens: number;
  output_tokens: number;
  cached_tokens: number;
}

const valid = (row: string): SQL =>
  sql.raw(`${row}.valid_from <= now() and (${row}.valid_until is null or ${row}.valid_until > now())`);

/**
 * What these tokens cost now, in millionths of BRL: tokens × USD per million × BRL per USD. The longest name
 * that begins the model's sets the price (`deepseek-flash` that of `deepseek-flash-0421`); without one, 0.
 */
export const costMicros = ({
  model,
  input_tokens,
  output_tokens,
  cached_tokens,
}: Used): SQL<string> => sql`coalesce((
  select round(((${input_tokens - cached_tokens})::numeric * p.input_usd + ${cached_tokens}::numeric * p.cached_usd
                + ${output_tokens}::numeric * p.output_usd) * r.brl)
    from token_prices p
    join exchange_rates r on r.currency = 'USD' and ${valid('r')}
   where starts_with(${model}::text, p.model) and ${valid('p')}
   order by length(p.model) desc, p.valid_from desc, r.valid_from desc
   limit 1), 0)::bigint`;

/** Warned from this share of the allowance on. */
const WARN_SHARE = 0.8;

/** Whether `wanted` tokens more may be used, beside what was used and what running turns have set aside. */
export async function quotaFor(
  db: Reader,
  company_id: string,
  wanted: number,
  turn_id: string | null,
): Promise<Quota> {
  const [allowance] = await db.execute<{ tokens: string | null; since: string }>(
    sql`select tokens, since from token_allowances where company_id = ${company_id}`,
  );
  if (!allowance || allowance.tokens === null) return 'ALLOW';
  const [row] = await db.execute<{ taken: string }>(sql`
    select (select coalesce(sum(input_tokens::bigint + output_tokens), 0) from token_usage
             where company_id = ${company_id} and created_at >= ${allowance.since} and operation_type in ('chat', 'extraction'))
         + (select coalesce(sum(tokens), 0) from usage_reservations
             where company_id = ${company_id} and expires_at > now() and id is distinct from ${turn_id}::uuid) as taken`);
  const would_be = Number(row?.taken ?? 0) + wanted;
  const limit = Number(allowance.tokens);
  return would_be > limit ? 'BLOCK' : would_be > limit * WARN_SHARE ? 'WARN' : 'ALLOW';
}
