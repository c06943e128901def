import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { AppError } from '../../kernel/errors.ts';
import { Cents } from '../../kernel/money.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { CLAIM_S } from '../claim.ts';

const Claim = z.object({
  attempt_id: Id,
  amount_cents: Cents,
  expires_in_s: z.int(),
  /** Somebody claimed it before and was not heard of again: the charge may exist. */
  look_first: z.boolean(),
  /** null: the store has none. */
  sealed_api_key: z.string().nullable(),
});

interface Row extends Record<string, unknown> {
  attempt_id: string;
  amount_cents: string;
  expires_in_s: number;
  sealed_api_key: string | null;
  taken: boolean;
  look_first: boolean;
  /** Of a claim that holds: until it is over. */
  held_for_s: number | null;
}

export const claimAttempt = command({
  name: 'payment.claimAttempt',
  summary: "Claims an order's requested attempt for charging; null if there is nothing to charge",
  access: internal.tenant,
  input: z.strictObject({ order_id: Id }),
  output: z.object({ claim: Claim.nullable() }),
}).handle(async ({ db, company_id }, { order_id }) => {
  const [row] = await db.execute<Row>(sql`
    with asked as (
      select id, claimed_until from payment_attempts
       where company_id = ${company_id} and order_id = ${order_id} and status = 'requested'
         for update
    ), claimed as (
      update payment_attempts a set claimed_until = now() + ${CLAIM_S} * interval '1 s'
        from asked
       where a.company_id = ${company_id} and a.id = asked.id
         and (asked.claimed_until is null or asked.claimed_until < now())
      returning a.id
    )
    select a.id as attempt_id, a.amount_cents,
           least(s.pix_expires_minutes * 60, case when a.expires_by is not null then
             greatest(60, ceil(extract(epoch from a.expires_by - now()))) end)::int as expires_in_s,
           s.abacatepay_api_key as sealed_api_key,
           claimed.id is not null as taken, asked.claimed_until is not null as look_first,
           floor(extract(epoch from asked.claimed_until - now()))::int + 1 as held_for_s
      from asked
      join payment_attempts a on a.company_id = ${company_id} and a.id = asked.id
      join payment_settings s on s.company_id = a.company_id and s.store_id = a.store_id
      left join claimed on claimed.id = asked.id`);
  if (!row) return { claim: null };
  if (!row.taken) {
    throw new AppError('service_unavailable', 'This order is being charged.', {
      reason: 'payment.being_charged',
      retry_after_s: row.held_for_s ?? undefined,
    });
  }
  return {
    claim: {
      attempt_id: row.attempt_id,
      amount_cents: Number(row.amount_cents),
      expires_in_s: row.expires_in_s,
      look_first: row.look_first,
      sealed_api_key: row.sealed_api_key,
    },
  };
});
