import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { formatCents } from '../../kernel/money.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { OrderStatus } from '../../order/contract.ts';
import { messageOf, REFUND_DUE } from '../order-messages.ts';
import { writeMessages } from './write-messages.ts';

interface Row extends Record<string, unknown> {
  number: number;
  total_cents: string;
  conversation_id: string;
}

/** The order and the newest conversation of whom it is for; none if they never wrote. */
const tellable = (company_id: string, order_id: string) => sql`
  select o.number, o.total_cents, c.id as conversation_id
    from orders o
    join conversations c on c.company_id = o.company_id and c.lead_id = o.lead_id and c.store_id = o.store_id
   where o.company_id = ${company_id} and o.id = ${order_id}
   order by c.last_inbound_at desc
   limit 1`;

export const tellOrderMoved = command({
  name: 'messaging.tellOrderMoved',
  summary: 'Tells the customer where the order has come to, once per state',
  access: internal.tenant,
  input: z.object({ order_id: Id, from: OrderStatus, to: OrderStatus }),
  output: z.object({}),
}).handle(async ({ db, company_id, call }, { order_id, from, to }) => {
  const say = messageOf(from, to);
  if (!say) return {};
  const [order] = await db.execute<Row>(tellable(company_id, order_id));
  if (order) {
    const text = say({ number: order.number, total: formatCents(Number(order.total_cents)) });
    await call(writeMessages, {
      conversation_id: order.conversation_id,
      role: 'system',
      messages: [{ text, cause_key: `order:${order_id}:${to}` }],
    });
  }
  return {};
});

export const tellRefundDue = command({
  name: 'messaging.tellRefundDue',
  summary: 'Tells the customer that the money will be given back, once',
  access: internal.tenant,
  input: z.object({ order_id: Id }),
  output: z.object({}),
}).handle(async ({ db, company_id, call }, { order_id }) => {
  const [order] = await db.execute<Row>(tellable(company_id, order_id));
  if (order) {
    const text = REFUND_DUE({ number: order.number, total: formatCents(Number(order.total_cents)) });
    await call(writeMessages, {
      conversation_id: order.conversation_id,
      role: 'system',
      messages: [{ text, cause_key: `order:${order_id}:refund_due` }],
    });
  }
  return {};
});
