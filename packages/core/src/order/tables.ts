import { sql } from 'drizzle-orm';
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { products } from '../catalog/tables.ts';
import { cents, instant, tenantColumns, tenantForeignKey, tenantPrimaryKey } from '../kernel/db/columns.ts';
import { leads } from '../lead/tables.ts';
import type { PaymentMethod } from '../payment/contract.ts';
import type { DeliveryKind } from '../store/contract.ts';
import { stores } from '../store/tables.ts';
import type { DeliveryAddress, OrderStatus, PaymentStatus } from './contract.ts';

export const orders = pgTable(
  'orders',
  {
    ...tenantColumns,
    store_id: uuid().notNull(),
    number: integer().notNull(),
    lead_id: uuid(),
    client_key: text(),
    status: text().$type<OrderStatus>().notNull(),
    /** When it came to its status: some edges are open for a while only. */
    status_since: instant().notNull().default(sql`now()`),
    payment_status: text().$type<PaymentStatus>().notNull(),
    payment_method: text().$type<PaymentMethod>().notNull(),
    customer_name: text(),
    customer_phone: text(),
    /** From where an anonymous visitor ordered: caps hold by it, and its hold is short. */
    visitor_ip: text(),
    note: text(),
    /** Of cash on delivery: the note that change is brought for. */
    change_for_cents: cents(),
    /** Null: people agree on it. */
    delivery_kind: text().$type<DeliveryKind>(),
    delivery_address: jsonb().$type<DeliveryAddress>(),
    /** Part of the total. */
    delivery_fee_cents: cents().notNull().default(0),
    tracking_code: text(),
    tracking_url: text(),
    items_count: integer().notNull(),
    total_cents: cents().notNull(),
    /** Which hold is the order's: each time it holds again is a new round. None yet: 0. */
    round: integer().notNull().default(1),
    /** The attempt whose money confirmed it: any other payment is owed back. */
    paid_attempt_id: uuid(),
    /** When its money came, by whatever way. */
    paid_at: instant(),
    created_at: instant().notNull(),
    updated_at: instant().notNull(),
  },
  (t) => [
    tenantPrimaryKey(t),
    tenantForeignKey(t.company_id, t.store_id, stores),
    tenantForeignKey(t.company_id, t.lead_id, leads),
    index('orders_id').on(t.id),
    index('orders_newest').on(t.company_id, t.store_id, t.created_at),
    index('orders_status').on(t.company_id, t.store_id, t.status, t.created_at),
    index('orders_paid').on(t.company_id, t.store_id, t.paid_at).where(sql`paid_at is not null`),
    index('orders_waiting')
      .on(t.status_since)
      .where(sql`status in ('pending', 'awaiting_payment', 'awaiting_proof')`),
    index('orders_lead').on(t.company_id, t.lead_id, t.created_at),
    index('orders_visitor').on(t.company_id, t.store_id, t.visitor_ip).where(sql`visitor_ip is not null`),
    uniqueIndex('orders_number_unique').on(t.company_id, t.store_id, t.number),
    uniqueIndex('orders_client_key_unique')
      .on(t.company_id, t.store_id, t.client_key)
      .where(sql`client_key is not null`),
  ],
);

/** Name and price as they were when the order was made. */
export const order_items = pgTable(
  'order_items',
  {
    company_id: uuid().notNull(),
    order_id: uuid().notNull(),
    product_id: uuid().notNull(),
    name: text().notNull(),
    quantity: integer().notNull(),
    price_cents: cents().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.company_id, t.order_id, t.product_id] }),
    foreignKey({
      name: 'order_items_order_fk',
      columns: [t.company_id, t.order_id],
      foreignColumns: [orders.company_id, orders.id],
    }),
    foreignKey({
      name: 'order_items_product_fk',
      columns: [t.company_id, t.product_id],
      foreignColumns: [products.company_id, products.id],
    }),
  ],
);

export const order_events = pgTable(
  'order_events',
  {
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
    company_id: uuid().notNull(),
    order_id: uuid().notNull(),
    from_status: text().$type<OrderStatus>(),
    to_status: text().$type<OrderStatus>().notNull(),
    actor: text().notNull(),
    reason: text(),
    created_at: instant().notNull(),
  },
  (t) => [
    index('order_events_order').on(t.company_id, t.order_id, t.id),
    foreignKey({
      name: 'order_events_order_fk',
      columns: [t.company_id, t.order_id],
      foreignColumns: [orders.company_id, orders.id],
    }),
  ],
);

/** The last number given, per store. */
export const order_numbers = pgTable(
  'order_numbers',
  { company_id: uuid().notNull(), store_id: uuid().notNull(), last: integer().notNull() },
  (t) => [primaryKey({ columns: [t.company_id, t.store_id] })],
);
