import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { payments } from '../../payment/tables.ts';
import { OrderStatus } from '../contract.ts';
import { lockOrder } from '../rows.ts';
import { walkEdge } from '../walk-edge.ts';

export const expireOrder = command({
  name: 'order.expire',
  summary:
    'Ends the wait for money, if the order still is in the state that was looked at and no money waits to be decided about',
  access: internal.tenant,
  input: z.strictObject({ order_id: Id, status: OrderStatus }),
  output: z.object({ expired: z.boolean() }),
}).handle(async (context, { order_id, status }) => {
  const { db, company_id } = context;
  const order = await lockOrder(db, company_id, order_id);
  if (order.status !== status) return { expired: false };
  // Paid at the last moment: its stock is not given to somebody else before the money is looked at.
  const [undecided] = await db
    .select({ attempt_id: payments.attempt_id })
    .from(payments)
    .where(
      and(
        eq(payments.company_id, company_id),
        eq(payments.order_id, order_id),
        eq(payments.status, 'recorded'),
      ),
    );
  if (undecided) return { expired: false };
  await walkEdge(context, order, 'expired', { by: ['system'] });
  return { expired: true };
});
