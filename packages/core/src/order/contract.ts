import { z } from 'zod';
import { Cents } from '../kernel/money.ts';
import { page, pageInput } from '../kernel/page.ts';
import { Id, Instant } from '../kernel/wire.ts';
import {
  AttemptView,
  PaymentMethod,
  PaymentView,
  ProofView,
  Receipt,
  WebAddress,
} from '../payment/contract.ts';
import { Address, DeliveryKind } from '../store/contract.ts';

/** Where the goods are. */
export const OrderStatus = z.enum([
  'draft',
  'pending',
  'awaiting_payment',
  'awaiting_proof',
  'proof_submitted',
  'confirmed',
  'preparing',
  'shipped',
  'delivered',
  'returned',
  'expired',
  'cancelled',
  'refunded',
]);
export type OrderStatus = z.infer<typeof OrderStatus>;

/** Where the money is. `flagged`: another amount than was due came. */
export const PaymentStatus = z.enum([
  'unpaid',
  'open',
  'paid',
  'flagged',
  'refund_due',
  'refund_pending',
  'refunded',
  'refund_failed',
  'disputed',
]);
export type PaymentStatus = z.infer<typeof PaymentStatus>;

/** What an operation of its own does to an order, where `/transition` never leads. */
export const OrderStep = z.enum(['change_method', 'renew', 'reject_proof']);
export type OrderStep = z.infer<typeof OrderStep>;

export const CustomerInfo = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  phone: z.string().trim().min(8).max(30).optional(),
  note: z.string().trim().max(1000).optional(),
});

export const OrderLine = z.strictObject({ product_id: Id, quantity: z.int().min(1).max(10_000) });

/** Where an order is brought: what whoever brings it has to know. */
export const DeliveryAddress = Address.required({ cep: true, street: true, number: true });
export type DeliveryAddress = z.infer<typeof DeliveryAddress>;

export const HowDelivered = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pick_up') }),
  z.strictObject({ kind: z.literal('delivery'), address: DeliveryAddress }),
]);
export type HowDelivered = z.infer<typeof HowDelivered>;

export const DeliveryView = z.object({
  kind: DeliveryKind,
  /** Null where it is picked up. */
  address: DeliveryAddress.nullable(),
  fee_cents: Cents,
});

export const CreateOrder = z.strictObject({
  store_id: Id,
  lead_id: Id.nullable().default(null),
  items: z.array(OrderLine).min(1).max(100),
  payment_method: PaymentMethod.default('pix'),
  /** Of cash on delivery: the note that change is brought for. */
  change_for_cents: Cents.optional(),
  /** Its fee is the store's, and part of the total. Absent: people agree on it. */
  delivery: HowDelivered.optional(),
  customer_info: CustomerInfo.default({}),
  /** Kept without promising stock or asking for money, until `/transition` takes it to `pending`; gone after 24 h. */
  draft: z.boolean().default(false),
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
  change_for_cents: Cents.nullable(),
  /** Null: people agree on it. */
  delivery: DeliveryView.nullable(),
  tracking_code: z.string().nullable(),
  tracking_url: z.string().nullable(),
  items: z.array(OrderItemView),
  events: z.array(OrderEventView),
  payment_attempts: z.array(AttemptView),
  /** What came by them, and what became of it. */
  payments: z.array(PaymentView),
  payment_proofs: z.array(ProofView),
  /** Where `/transition` may take it now, if the one who asks does. */
  allowed_targets: z.array(OrderStatus),
  /** What else may be done to it now, if the one who asks does. */
  allowed_steps: z.array(OrderStep),
});
export type OrderView = z.infer<typeof OrderView>;

/** Lines that were left out, and why. */
export const DroppedItem = z.object({
  product_id: z.string(),
  reason: z.enum(['not_found', 'not_for_sale']),
});

export const CreatedOrder = OrderView.extend({ dropped: z.array(DroppedItem) });
export type CreatedOrder = z.infer<typeof CreatedOrder>;

export const ListOrders = z.strictObject({
  store_ids: z.array(Id).min(1).max(50).optional(),
  status: z.array(OrderStatus).min(1).optional(),
  lead_id: Id.optional(),
  ...pageInput,
});
export const OrderPage = page(OrderSummary);

export const Transition = z.strictObject({
  id: Id,
  to: OrderStatus,
  reason: z.string().trim().min(1).max(500).optional(),
  /** With `shipped`: how the customer follows it. */
  tracking_code: z.string().trim().min(1).max(100).optional(),
  tracking_url: WebAddress.optional(),
  /** With `returned`: the products that go back on the shelf. */
  restock: z.array(Id).min(1).max(100).optional(),
});
export type Transition = z.infer<typeof Transition>;

/** A charge that the caller made by itself. Without `external_id` it completes the one that is known. */
export const CheckoutState = z.strictObject({
  id: Id,
  external_id: z.string().min(1).max(200).optional(),
  br_code: z.string().min(1).max(1000).optional(),
  /** A `data:image/png;base64,` URL. */
  qr_image: z.string().startsWith('data:image/').max(200_000).optional(),
  payment_link_url: WebAddress.optional(),
  expires_at: Instant.optional(),
});

export const PaymentAttempt = z.strictObject({
  id: Id,
  /** Of the charge, if it was made already; else the attempt is claimed for whoever asks. */
  external_id: z.string().min(1).max(200).optional(),
  /** Why the gateway refused, if it did. */
  error: z.string().trim().min(1).max(500).optional(),
  /** What was charged: has to be what is due. */
  amount_cents: Cents.optional(),
});

/** Which payment. Absent: the order's own money, else what asks most to be given back. */
const which = { id: Id, attempt_id: Id.optional() };

export const RefundOrder = z.strictObject({ ...which, reason: z.string().trim().min(1).max(200).optional() });

export const RefundByHand = z.strictObject({ ...which, reason: z.string().trim().min(1).max(500) });
/** The ways of paying that an order may be asked for anew by. */
export const OtherMethod = PaymentMethod.extract(['pix', 'manual_pix']);

export const ChangeMethod = z.strictObject({ id: Id, payment_method: OtherMethod });

/** Without a method: the one it had. */
export const RenewOrder = z.strictObject({ id: Id, payment_method: OtherMethod.optional() });

export const RejectProof = z.strictObject({ id: Id, reason: z.string().trim().min(1).max(500) });

export const AttachProof = z.strictObject({ id: Id, ...Receipt });

/** Of many orders: beyond what one may cost. */
const Sum = z.int().min(0);
const Tally = z.object({ count: z.int(), total_cents: Sum });

/** Days are the store's. Revenue is what orders brought whose money came then and stayed. */
export const OrderStats = z.object({
  store_id: Id,
  time_zone: z.string(),
  orders: z.int(),
  by_status: z.record(OrderStatus, Tally),
  revenue: z.object({ today_cents: Sum, last_7_days_cents: Sum, last_30_days_cents: Sum }),
  /** Of the last 30 days; null if nothing was sold. */
  average_ticket_cents: Cents.nullable(),
});
