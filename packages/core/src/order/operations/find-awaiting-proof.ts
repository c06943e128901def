import { and, desc, eq, gt, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { inMs } from '../../kernel/clock.ts';
import { found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { leads } from '../../lead/tables.ts';
import { OrderView } from '../contract.ts';
import { orderView } from '../rows.ts';
import { RENEW_MS, WALKERS } from '../rules.ts';
import { orders } from '../tables.ts';

export const findAwaitingProof = query({
  name: 'order.findAwaitingProof',
  summary: "A lead's newest order that awaits a receipt, or whose time for one ended within 7 days",
  access: app.row(leads, 'lead_id').orService,
  rest: { method: 'get', path: '/internal/orders/awaiting-proof-by-lead/{lead_id}' },
  input: z.strictObject({ lead_id: Id }),
  output: OrderView,
}).handle(async ({ db, company_id, actor }, { lead_id }) => {
  const late = and(
    eq(orders.status, 'expired'),
    eq(orders.payment_method, 'manual_pix'),
    eq(orders.payment_status, 'unpaid'),
    gt(orders.status_since, inMs(-RENEW_MS)),
  );
  const [order] = await db
    .select({ id: orders.id })
    .from(orders)
    .where(
      and(
        eq(orders.company_id, company_id),
        eq(orders.lead_id, lead_id),
        or(eq(orders.status, 'awaiting_proof'), late),
      ),
    )
    .orderBy(sql`${orders.status} = 'awaiting_proof' desc`, desc(orders.created_at))
    .limit(1);
  return orderView(db, company_id, found(order, 'order').id, WALKERS[actor.kind]);
});
