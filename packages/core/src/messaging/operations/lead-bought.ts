import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { becomeCustomer } from '../../lead/operations/become-customer.ts';
import { OrderStatus } from '../../order/contract.ts';
import { orders } from '../../order/tables.ts';

export const leadBought = command({
  name: 'messaging.leadBought',
  summary: 'A lead whose order was confirmed is a customer',
  access: internal.tenant,
  input: z.object({ order_id: Id, from: OrderStatus, to: OrderStatus, event_id: z.int().optional() }),
  output: z.object({}),
}).handle(async ({ db, company_id, call }, { order_id, to }) => {
  if (to !== 'confirmed') return {};
  const [order] = await db
    .select({ lead_id: orders.lead_id })
    .from(orders)
    .where(and(eq(orders.company_id, company_id), eq(orders.id, order_id)));
  if (order?.lead_id) await call(becomeCustomer, { lead_id: order.lead_id });
  return {};
});
