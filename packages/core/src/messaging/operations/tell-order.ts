import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { formatMoment } from '../../kernel/clock.ts';
import { formatCents } from '../../kernel/money.ts';
import { type CommandContext, command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { OrderStatus } from '../../order/contract.ts';
import type { PaymentMethod } from '../../payment/contract.ts';
import {
  CHARGE_FAILED,
  causeOf,
  MONEY_RETURNED,
  messageOf,
  REFUND_DUE,
  type Told,
} from '../order-messages.ts';
import { writeMessages } from './write-messages.ts';

interface Row extends Record<string, unknown> {
  number: number;
  cents: string;
  change_for_cents: string | null;
  payment_method: PaymentMethod;
  tracking_code: string | null;
  tracking_url: string | null;
  time_zone: string;
  reason: string | null;
  until: string | null;
  conversation_id: string;
}

interface Tell {
  order_id: string;
  /** The payment that it is about; else the whole order. */
  attempt_id?: string;
  /** The event of the order that it is about. */
  event_id?: number | undefined;
  /** One message for one cause, however often it is asked for. */
  cause_key: string;
  say: (order: Told) => string;
}

/** Writes to whom the order is for, in their newest conversation; nothing if they never wrote. */
async function tell(
  { db, call, company_id }: Pick<CommandContext<unknown, string>, 'db' | 'call' | 'company_id'>,
  { order_id, attempt_id = order_id, event_id, cause_key, say }: Tell,
): Promise<void> {
  const [order] = await db.execute<Row>(sql`
    select o.number, coalesce(p.amount_cents, o.total_cents) as cents, o.change_for_cents, o.payment_method,
           o.tracking_code, o.tracking_url,
           s.time_zone, c.id as conversation_id,
           (select e.reason from order_events e
             where e.company_id = o.company_id and e.order_id = o.id and e.id = ${event_id ?? null}::bigint) as reason,
           (select a.expires_at from payment_attempts a
             where a.company_id = o.company_id and a.order_id = o.id and a.status = 'open') as until
      from orders o
      join stores s on s.company_id = o.company_id and s.id = o.store_id
      join conversations c on c.company_id = o.company_id and c.lead_id = o.lead_id and c.store_id = o.store_id
      left join payments p on p.company_id = o.company_id and p.order_id = o.id and p.attempt_id = ${attempt_id}
     where o.company_id = ${company_id} and o.id = ${order_id}
     order by c.last_inbound_at desc
     limit 1`);
  if (!order) return;
  const { number, payment_method, cents, change_for_cents, reason, until, time_zone } = order;
  const { tracking_code, tracking_url } = order;
  const text = say({
    number,
    payment_method,
    total: formatCents(Number(cents)),
    change_for: change_for_cents === null ? null : formatCents(Number(change_for_cents)),
    reason,
    tracking_code,
    tracking_url,
    until: until === null ? null : formatMoment(until, time_zone),
  });
  await call(writeMessages, {
    conversation_id: order.conversation_id,
    role: 'system',
    messages: [{ text, cause_key }],
  });
}

const OfPayment = z.object({ order_id: Id, attempt_id: Id });

export const tellOrderMoved = command({
  name: 'messaging.tellOrderMoved',
  summary: 'Tells the customer where the order has come to, once per state',
  access: internal.tenant,
  input: z.object({ order_id: Id, from: OrderStatus, to: OrderStatus, event_id: z.int().optional() }),
  output: z.object({}),
}).handle(async (context, { order_id, from, to, event_id }) => {
  const say = messageOf(from, to);
  if (say) await tell(context, { order_id, event_id, cause_key: causeOf(order_id, to, event_id), say });
  return {};
});

export const tellRefundDue = command({
  name: 'messaging.tellRefundDue',
  summary: 'Tells the customer that the money will be given back, once per payment',
  access: internal.tenant,
  input: OfPayment,
  output: z.object({}),
}).handle(async (context, { order_id, attempt_id }) => {
  await tell(context, { order_id, attempt_id, cause_key: `payment:${attempt_id}:due`, say: REFUND_DUE });
  return {};
});

export const tellMoneyReturned = command({
  name: 'messaging.tellMoneyReturned',
  summary: 'Tells the customer that the money went back, once per payment',
  access: internal.tenant,
  input: OfPayment,
  output: z.object({}),
}).handle(async (context, { order_id, attempt_id }) => {
  await tell(context, {
    order_id,
    attempt_id,
    cause_key: `payment:${attempt_id}:returned`,
    say: MONEY_RETURNED,
  });
  return {};
});

export const tellChargeFailed = command({
  name: 'messaging.tellChargeFailed',
  summary: 'Tells the customer that no PIX code will come, and that the shop knows, once per order',
  access: internal.tenant,
  input: z.object({ order_id: Id }),
  output: z.object({}),
}).handle(async (context, { order_id }) => {
  await tell(context, { order_id, cause_key: `order:${order_id}:charge_failed`, say: CHARGE_FAILED });
  return {};
});
