import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { products } from '../catalog/tables.ts';
import { instant } from '../kernel/db/columns.ts';
import { orders } from '../order/tables.ts';

/** Available = quantity − held. A null quantity is not tracked. Neither ever goes below zero. */
export const stock_levels = pgTable(
  'stock_levels',
  {
    company_id: uuid().notNull(),
    product_id: uuid().notNull(),
    store_id: uuid().notNull(),
    quantity: integer(),
    held: integer().notNull().default(0),
    updated_at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.company_id, t.product_id] }),
    foreignKey({
      name: 'stock_levels_product_fk',
      columns: [t.company_id, t.product_id],
      foreignColumns: [products.company_id, products.id],
    }),
    check('stock_levels_never_negative', sql`${t.quantity} >= 0 and ${t.held} >= 0`),
  ],
);

/** Units promised to an order until it is paid, expires or is cancelled. */
export const stock_holds = pgTable(
  'stock_holds',
  {
    company_id: uuid().notNull(),
    order_id: uuid().notNull(),
    product_id: uuid().notNull(),
    round: integer().notNull(),
    quantity: integer().notNull(),
    state: text({ enum: ['held', 'consumed', 'released'] }).notNull(),
    created_at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.company_id, t.order_id, t.product_id, t.round] }),
    foreignKey({
      name: 'stock_holds_order_fk',
      columns: [t.company_id, t.order_id],
      foreignColumns: [orders.company_id, orders.id],
    }),
    check('stock_holds_positive', sql`${t.quantity} > 0`),
  ],
);

/** The ledger: what really left or came back. Append only. */
export const stock_movements = pgTable(
  'stock_movements',
  {
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
    company_id: uuid().notNull(),
    store_id: uuid().notNull(),
    product_id: uuid().notNull(),
    order_id: uuid(),
    kind: text({ enum: ['sale', 'restock', 'set', 'erp'] }).notNull(),
    /** Of the ERP, by its own name. */
    event_id: text(),
    /** Units: negative leaves the shelf. */
    delta: integer().notNull(),
    created_at: instant().notNull(),
  },
  (t) => [
    uniqueIndex('stock_movements_once')
      .on(t.company_id, t.order_id, t.product_id, t.kind)
      .where(sql`order_id is not null`),
    uniqueIndex('stock_movements_once_per_event')
      .on(t.company_id, t.store_id, t.event_id, t.product_id)
      .where(sql`event_id is not null`),
    index('stock_movements_product').on(t.company_id, t.product_id, t.id),
  ],
);
