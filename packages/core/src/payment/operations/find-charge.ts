import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id, Instant } from '../../kernel/wire.ts';

interface Row extends Record<string, unknown> {
  sealed_api_key: string | null;
  attempt_id: string | null;
  named_id: string | null;
  named_external_id: string | null;
  asked_at: string;
}

export const findCharge = query({
  name: 'payment.findCharge',
  summary:
    "The store's key, the attempt that a charge of its gateway is of, and another attempt of the store that was named with it",
  access: internal.tenant,
  input: z.strictObject({ store_id: Id, charge_id: z.string(), named: Id.nullable() }),
  output: z.object({
    sealed_api_key: z.string().nullable(),
    attempt_id: Id.nullable(),
    named_id: Id.nullable(),
    /** What the gateway calls the charge of the one that was named. */
    named_external_id: z.string().nullable(),
    /** Before the gateway is asked: which of two of its answers is the later one. */
    asked_at: Instant,
  }),
}).handle(async ({ db, company_id }, { store_id, charge_id, named }) => {
  const [row] = await db.execute<Row>(sql`
    select s.abacatepay_api_key as sealed_api_key, a.id as attempt_id, clock_timestamp() as asked_at,
           n.id as named_id, n.external_id as named_external_id
      from payment_settings s
      left join payment_references r
        on r.gateway = 'abacatepay' and r.external_id = ${charge_id} and r.company_id = s.company_id
      left join payment_attempts a
        on a.company_id = s.company_id and a.store_id = s.store_id and a.id = r.attempt_id
      left join payment_attempts n
        on n.company_id = s.company_id and n.store_id = s.store_id and n.id = ${named}::uuid
     where s.company_id = ${company_id} and s.store_id = ${store_id}`);
  const { asked_at, ...charge } = found(row, 'payment settings');
  return { ...charge, asked_at: new Date(asked_at).toISOString() };
});
