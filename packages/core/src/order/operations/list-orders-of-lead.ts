import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { OrderSummary } from '../contract.ts';
import { orders } from '../tables.ts';

export const listOrdersOfLead = query({
  name: 'order.listOfLead',
  summary: "A lead's own orders, newest first; or the one of that number",
  access: internal.tenant,
  input: z.strictObject({
    store_id: Id,
    lead_id: Id,
    number: z.int().min(1).max(2_147_483_647).optional(),
    limit: z.int().min(1).max(20).default(5),
  }),
  output: z.object({ orders: z.array(OrderSummary) }),
}).handle(async ({ db, company_id }, { store_id, lead_id, number, limit }) => ({
  orders: await db
    .select()
    .from(orders)
    .where(
      and(
        eq(orders.company_id, company_id),
        eq(orders.lead_id, lead_id),
        eq(orders.store_id, store_id),
        number === undefined ? undefined : eq(orders.number, number),
      ),
    )
    .orderBy(desc(orders.created_at), desc(orders.id))
    .limit(limit),
}));
