import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command, serviceOf } from '../../kernel/operation.ts';
import { settleCharge } from './settle-charge.ts';

/** Of one run: what is left over is first in the next. */
const LOOKS = 200;

interface Row extends Record<string, unknown> {
  company_id: string;
  store_id: string;
  charge_id: string;
}

export const watchCharges = command({
  name: 'payment.watchCharges',
  summary:
    'Asks the gateways about charges that no webhook has settled: stores in turn, each charge again after as long as it is old, until a day past its end',
  access: internal.global,
  input: z.strictObject({ limit: z.int().min(1).max(1000).default(LOOKS) }),
  output: z.object({ looked: z.int() }),
}).handle(async ({ db, as }, { limit }) => {
  const due = await db.execute<Row>(sql`
    with due as (
      select company_id, id, row_number() over (partition by company_id, store_id order by next_look_at) as turn
        from payment_attempts where next_look_at <= now()
    ), picked as (
      select company_id, id from due order by turn, id limit ${limit}
    )
    update payment_attempts a
       set next_look_at = case
             when p.attempt_id is null and now() > coalesce(a.expires_at, a.created_at) + interval '1 day' then null
             else now() + greatest(interval '3 min', least(now() - a.created_at, interval '1 day')) end
      from picked left join payments p on p.company_id = picked.company_id and p.attempt_id = picked.id
     where a.company_id = picked.company_id and a.id = picked.id and a.next_look_at <= now()
    returning a.company_id, a.store_id, a.external_id as charge_id`);
  for (const { company_id, store_id, charge_id } of due) {
    const { enqueue } = as(serviceOf(company_id, 'payment.watchCharges'));
    await enqueue(settleCharge, { store_id, charge_id, rung: false }, { about: charge_id });
  }
  return { looked: due.length };
});
