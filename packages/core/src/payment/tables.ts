import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { cents, instant, tenantColumns, tenantForeignKey, tenantPrimaryKey } from '../kernel/db/columns.ts';
import { orders } from '../order/tables.ts';
import { stores } from '../store/tables.ts';
import type { PaymentMethod, PaymentState, PixKeyType, RefundRefusal } from './contract.ts';

/** How a store is paid. Secrets are sealed. */
export const payment_settings = pgTable(
  'payment_settings',
  {
    company_id: uuid().notNull(),
    store_id: uuid().notNull(),
    abacatepay_api_key: text(),
    abacatepay_webhook_secret: text(),
    pix_enabled: boolean().notNull().default(false),
    pix_expires_minutes: integer().notNull().default(30),
    cod_enabled: boolean().notNull().default(false),
    cod_max_cents: cents(),
    cod_instructions: text(),
    manual_pix_enabled: boolean().notNull().default(false),
    manual_pix_key: text(),
    manual_pix_key_type: text().$type<PixKeyType>(),
    manual_pix_name: text(),
    manual_pix_city: text(),
    proof_deadline_hours: integer().notNull().default(24),
    updated_at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.company_id, t.store_id] }),
    index('payment_settings_store').on(t.store_id),
    foreignKey({
      name: 'payment_settings_store_fk',
      columns: [t.company_id, t.store_id],
      foreignColumns: [stores.company_id, stores.id],
    }),
  ],
);

/** One try at being paid for an order. At most one is alive. */
export const payment_attempts = pgTable(
  'payment_attempts',
  {
    ...tenantColumns,
    store_id: uuid().notNull(),
    order_id: uuid().notNull(),
    method: text().$type<PaymentMethod>().notNull(),
    gateway: text().notNull(),
    external_id: text(),
    amount_cents: cents().notNull(),
    status: text({ enum: ['requested', 'open', 'paid', 'expired', 'superseded', 'failed'] }).notNull(),
    /** Whoever charges claims the attempt until then; a later claimer looks before it charges. */
    claimed_until: instant(),
    /** Its charge must be over by then; null: it lasts as long as the store says. */
    expires_by: instant(),
    br_code: text(),
    qr_image: text(),
    payment_url: text(),
    expires_at: instant(),
    error: text(),
    /** The attempt that this one took over from, whose charge was never found. */
    retry_of: uuid(),
    /** When the gateway is asked about the charge, whatever webhooks say; null: no longer. */
    next_look_at: instant(),
    created_at: instant().notNull(),
  },
  (t) => [
    tenantPrimaryKey(t),
    foreignKey({
      name: 'payment_attempts_order_fk',
      columns: [t.company_id, t.order_id],
      foreignColumns: [orders.company_id, orders.id],
    }),
    index('payment_attempts_id').on(t.id),
    index('payment_attempts_order').on(t.company_id, t.order_id, t.created_at),
    uniqueIndex('payment_attempts_one_alive')
      .on(t.company_id, t.order_id)
      .where(sql`status in ('requested', 'open')`),
    index('payment_attempts_watched').on(t.next_look_at).where(sql`next_look_at is not null`),
  ],
);

/** Directory: whose charge is it? Found by a stranger's id. */
export const payment_references = pgTable(
  'payment_references',
  {
    gateway: text().notNull(),
    external_id: text().notNull(),
    company_id: uuid().notNull(),
    attempt_id: uuid().notNull(),
  },
  (t) => [primaryKey({ columns: [t.gateway, t.external_id] })],
);

/** Money that came. Once per attempt, and never vetoed. */
export const payments = pgTable(
  'payments',
  {
    company_id: uuid().notNull(),
    attempt_id: uuid().notNull(),
    order_id: uuid().notNull(),
    amount_cents: cents().notNull(),
    /** What a webhook said had come, where the gateway itself says another amount. */
    claimed_cents: cents(),
    status: text().$type<PaymentState>().notNull().default('recorded'),
    /** Since when the payer contests it at the gateway. */
    disputed_at: instant(),
    /** When the gateway was asked for what it last said: an answer of before changes nothing. */
    read_at: instant(),
    refund_claimed_until: instant(),
    /** When the gateway took the refund on: it is not asked again, only looked at. */
    refund_accepted_at: instant(),
    refund_refusal: text().$type<RefundRefusal>(),
    /** Why it is given back, or how it was by hand. */
    refund_reason: text(),
    recorded_at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.company_id, t.attempt_id] }),
    index('payments_order').on(t.company_id, t.order_id),
    index('payments_undecided').on(t.recorded_at).where(sql`status = 'recorded'`),
    foreignKey({
      name: 'payments_attempt_fk',
      columns: [t.company_id, t.attempt_id],
      foreignColumns: [payment_attempts.company_id, payment_attempts.id],
    }),
  ],
);

/** Receipts that customers sent. A person looks at each: a file proves nothing. */
export const payment_proofs = pgTable(
  'payment_proofs',
  {
    ...tenantColumns,
    store_id: uuid().notNull(),
    order_id: uuid().notNull(),
    /** Where whoever told of it keeps the file; null where we do. */
    media_url: text(),
    /** Of the file among ours. */
    file_key: text(),
    mime_type: text().notNull(),
    sha256: text(),
    end_to_end_id: text(),
    amount_cents: cents(),
    /** Another order that the same file or transfer was shown for. */
    same_as_order_id: uuid(),
    created_at: instant().notNull(),
  },
  (t) => [
    tenantPrimaryKey(t),
    tenantForeignKey(t.company_id, t.order_id, orders),
    tenantForeignKey(t.company_id, t.same_as_order_id, orders),
    index('payment_proofs_order').on(t.company_id, t.order_id, t.created_at),
    index('payment_proofs_file').on(t.company_id, t.sha256).where(sql`sha256 is not null`),
    index('payment_proofs_transfer').on(t.company_id, t.end_to_end_id).where(sql`end_to_end_id is not null`),
  ],
);
