import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { products } from '../catalog/tables.ts';
import { instant, tenantColumns, tenantForeignKey, tenantPrimaryKey } from '../kernel/db/columns.ts';
import { orders } from '../order/tables.ts';
import { stores } from '../store/tables.ts';

/** How a store's stock and its ERP are kept equal. Secrets are sealed. */
export const erp_settings = pgTable(
  'erp_settings',
  {
    company_id: uuid().notNull(),
    store_id: uuid().notNull(),
    inbound_enabled: boolean().notNull().default(false),
    inbound_secret: text(),
    allow_untimed_signatures: boolean().notNull().default(false),
    erp_counts_our_orders: boolean().notNull().default(false),
    warehouse: text(),
    outbound_enabled: boolean().notNull().default(false),
    outbound_url: text(),
    outbound_secret: text(),
    updated_at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.company_id, t.store_id] }),
    index('erp_settings_store').on(t.store_id),
    tenantForeignKey(t.company_id, t.store_id, stores),
  ],
);

/** What the ERP knows of a product: by which name, and its last value. */
export const erp_products = pgTable(
  'erp_products',
  {
    company_id: uuid().notNull(),
    product_id: uuid().notNull(),
    store_id: uuid().notNull(),
    /** The ERP's own id. */
    external_id: text(),
    /** What it last said there is, while nothing else was said after it: deltas and counts of ours forget it. */
    value: integer(),
    /** When what was applied last was true. */
    stamp: instant(),
    version: doublePrecision(),
    /** Units that our orders moved while nothing was sent, negative where they left: no value has them in it. */
    untold: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.company_id, t.product_id] }),
    tenantForeignKey(t.company_id, t.product_id, products),
    uniqueIndex('erp_products_external_id_unique')
      .on(t.company_id, t.store_id, t.external_id)
      .where(sql`external_id is not null`),
  ],
);

/** What the ERP is to be told: every change of stock that it did not make, in order, and whether it knows. */
export const erp_events = pgTable(
  'erp_events',
  {
    ...tenantColumns,
    store_id: uuid().notNull(),
    seq: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
    event: text({ enum: ['order.stock_decremented', 'order.stock_restored', 'stock.adjusted'] }).notNull(),
    order_id: uuid(),
    /** `dead`: given up, until a person says otherwise. */
    state: text({ enum: ['waiting', 'known', 'dead'] }).notNull(),
    attempts: integer().notNull().default(0),
    /** It is not sent before. */
    due_at: instant().notNull(),
    /** Whoever sends claims it until then. */
    claimed_until: instant(),
    /** Values of the ERP have it in them from then on: the attempt that was taken began then. */
    known_from: instant(),
    /** Why the last attempt was not taken. */
    error: text(),
    created_at: instant().notNull(),
  },
  (t) => [
    tenantPrimaryKey(t),
    tenantForeignKey(t.company_id, t.store_id, stores),
    tenantForeignKey(t.company_id, t.order_id, orders),
    index('erp_events_unknown').on(t.company_id, t.store_id, t.state, t.seq).where(sql`state <> 'known'`),
    index('erp_events_known').on(t.company_id, t.store_id, t.known_from).where(sql`state = 'known'`),
  ],
);

export const erp_event_items = pgTable(
  'erp_event_items',
  {
    company_id: uuid().notNull(),
    event_id: uuid().notNull(),
    product_id: uuid().notNull(),
    delta: integer().notNull(),
    /** On the shelf then. */
    resulting: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.company_id, t.event_id, t.product_id] }),
    tenantForeignKey(t.company_id, t.event_id, erp_events).onDelete('cascade'),
    tenantForeignKey(t.company_id, t.product_id, products),
  ],
);
