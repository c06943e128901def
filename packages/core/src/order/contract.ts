import { z } from 'zod';
import { Cents } from '../kernel/money.ts';
import { page, pageInput } from '../kernel/page.ts';
import { Id, Instant } from '../kernel/wire.ts';
import { AttemptView, PaymentMethod } from '../payment/contract.ts';

export const OrderStatus = z.enum([
  'pending',
  'awaiting_payment',
  'confirmed',
  'preparing',
  'shipped',
  'delivered',
  'expired',
  'cancelled',
]);
export type OrderStatus = z.infer<typeof OrderStatus>;

export const PaymentStatus = z.enum(['unpaid', 'open', 'paid', 'flagged', 'refund_due']);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

export const CustomerInfo = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  phone: z.string().trim().min(8).max(30).optional(),
  note: z.string().trim().max(1000).optional(),
});

export const OrderLine = z.strictObject({ product_id: Id, quantity: z.int().min(1).max(10_000) });

export const CreateOrder = z.strictObject({
  store_id: Id,
  lead_id: Id.nullable().default(null),
  items: z.array(OrderLine).min(1).max(100),
  payment_method: PaymentMethod.default('pix'),
  customer_info: CustomerInfo.default({}),
  /** The same key of one store is the same order: a turn's retry must not buy twice. */
  client_key: z.string().min(1).max(200).optional(),
});

export const OrderItemView = z.object({
  product_id: Id,
  name: z.string(),
  quantity: z.int(),
  price_cents: Cents,
  total_cents: Cents,
});

export const OrderSummary = z.object({
  id: Id,
  store_id: Id,
  /** What a person says: `#1042`. */
  number: z.int(),
  lead_id: Id.nullable(),
  customer_name: z.string().nullable(),
  status: OrderStatus,
  payment_status: PaymentStatus,
  payment_method: PaymentMethod,
  items_count: z.int(),
  total_cents: Cents,
  created_at: Instant,
  updated_at: Instant,
});

export const OrderEventView = z.object({
  id: z.int(),
  from_status: OrderStatus.nullable(),
  to_status: OrderStatus,
  actor: z.string(),
  reason: z.string().nullable(),
  created_at: Instant,
});

export const OrderView = OrderSummary.extend({
  customer_phone: z.string().nullable(),
  note: z.string().nullable(),
  items: z.array(OrderItemView),
  events: z.array(OrderEventView),
  payment_attempts: z.array(AttemptView),
  /** Where `/transition` may take it now. */
  allowed_targets: z.array(OrderStatus),
});
export type OrderView = z.infer<typeof OrderView>;

/** Lines that were left out, and why. */
export const DroppedItem = z.object({ product_id: z.string(), reason: z.enum(['not_found', 'not_for_sale']) });

export const CreatedOrder = OrderView.extend({ dropped: z.array(DroppedItem) });
export type CreatedOrder = z.infer<typeof CreatedOrder>;

export const ListOrders = z.strictObject({
  store_ids: z.array(Id).min(1).max(50).optional(),
  status: z.array(OrderStatus).min(1).optional(),
  ...pageInput,
});
export const OrderPage = page(OrderSummary);

export const Transition = z.strictObject({
  id: Id,
  to: OrderStatus,
  reason: z.string().trim().min(1).max(500).optional(),
});
