import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';

interface Row extends Record<string, unknown> {
  company_id: string;
  sealed_api_key: string | null;
  attempt_id: string | null;
}

export const findChargeOwner = query({
  name: 'payment.findChargeOwner',
  summary:
    "The store's key, and the attempt that a charge of its gateway belongs to, by attempt id or by charge id",
  access: internal.global,
  input: z.strictObject({ store_id: Id, charge_id: z.string(), attempt_id: Id.nullable() }),
  output: z.object({ company_id: Id, sealed_api_key: z.string().nullable(), attempt_id: Id.nullable() }),
}).handle(async ({ db }, { store_id, charge_id, attempt_id }) => {
  const [row] = await db.execute<Row>(sql`
    select s.company_id, s.abacatepay_api_key as sealed_api_key, a.id as attempt_id
      from payment_settings s
      left join payment_references r
        on r.gateway = 'abacatepay' and r.external_id = ${charge_id} and r.company_id = s.company_id
      left join payment_attempts a
        on a.company_id = s.company_id and a.store_id = s.store_id and a.id = coalesce(r.attempt_id, ${attempt_id}::uuid)
     where s.store_id = ${store_id}`);
  return found(row, 'payment settings');
});
