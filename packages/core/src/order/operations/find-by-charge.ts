import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { forbidden, found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { OrderView } from '../contract.ts';
import { orderView } from '../rows.ts';
import { WALKERS } from '../rules.ts';

interface Row extends Record<string, unknown> {
  company_id: string;
  order_id: string;
}

export const findByCharge = query({
  name: 'order.findByCharge',
  summary: "The order of a charge: by the gateway's id, else by the attempt's, else by its own",
  access: app.user.orService,
  rest: { method: 'get', path: '/internal/orders/by-payment-external-id/{charge_id}' },
  input: z.strictObject({ charge_id: z.string().min(1).max(200) }),
  output: OrderView,
}).handle(async ({ db, actor }, { charge_id }) => {
  if (actor.kind === 'user' && actor.company_id === null)
    throw forbidden('This user has no company yet.', 'company.required');
  const id = Id.safeParse(charge_id).data ?? null;
  // A machine that names no company may ask about any.
  const mine = actor.company_id === null ? sql`true` : sql`company_id = ${actor.company_id}`;
  const [row] = await db.execute<Row>(sql`
    select company_id, order_id from (
      select 1 as rank, a.company_id, a.order_id
        from payment_references r
        join payment_attempts a on a.company_id = r.company_id and a.id = r.attempt_id
       where r.gateway = 'abacatepay' and r.external_id = ${charge_id}
      union all
      select 2, company_id, order_id from payment_attempts where id = ${id}::uuid
      union all
      select 3, company_id, id from orders where id = ${id}::uuid
    ) as found
     where ${mine}
     order by rank
     limit 1`);
  const { company_id, order_id } = found(row, 'order');
  return orderView(db, company_id, order_id, WALKERS[actor.kind]);
});
