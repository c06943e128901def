import { sql } from 'drizzle-orm';
import {
  bigint,
  foreignKey,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { companies } from '../company/tables.ts';
import { instant, tenantId, tenantPrimaryKey } from '../kernel/db/columns.ts';
import type { OperationType } from './contract.ts';

/** The ledger: append-only, one row per answer of a model. */
export const token_usage = pgTable(
  'token_usage',
  {
    company_id: tenantId(),
    id: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    store_id: uuid(),
    model: text().notNull(),
    operation_type: text().$type<OperationType>().notNull(),
    input_tokens: integer().notNull(),
    output_tokens: integer().notNull(),
    /** Part of the input. */
    cached_tokens: integer().notNull(),
    cost_micros: bigint({ mode: 'number' }).notNull(),
    /** The report to the payment provider that it is part of. */
    batch_id: text(),
    turn_id: uuid(),
    created_at: instant().notNull(),
  },
  (t) => [
    primaryKey({ name: 'token_usage_pk', columns: [t.company_id, t.id] }),
    foreignKey({ name: 'token_usage_company_fk', columns: [t.company_id], foreignColumns: [companies.id] }),
    index('token_usage_time').on(t.company_id, t.created_at, t.id),
    index('token_usage_turn').on(t.company_id, t.turn_id).where(sql`turn_id is not null`),
    index('token_usage_unreported').on(t.company_id, t.id).where(sql`batch_id is null`),
  ],
);

/** What running turns may still spend. The id is the turn's. */
export const usage_reservations = pgTable(
  'usage_reservations',
  {
    company_id: tenantId(),
    id: uuid().notNull(),
    tokens: integer().notNull(),
    expires_at: instant().notNull(),
    created_at: instant().notNull(),
  },
  (t) => [
    tenantPrimaryKey(t),
    foreignKey({
      name: 'usage_reservations_company_fk',
      columns: [t.company_id],
      foreignColumns: [companies.id],
    }),
  ],
);

/** How many plan tokens a company may use since an instant; null is without limit. */
export const token_allowances = pgTable('token_allowances', {
  company_id: uuid()
    .primaryKey()
    .references(() => companies.id),
  tokens: bigint({ mode: 'number' }),
  since: instant().notNull(),
});

const usd = () => numeric({ precision: 12, scale: 6 }).notNull();

/** Directory: USD per million tokens of a model, from an instant on. */
export const token_prices = pgTable(
  'token_prices',
  {
    model: text().notNull(),
    valid_from: instant().notNull(),
    valid_until: instant(),
    input_usd: usd(),
    cached_usd: usd(),
    output_usd: usd(),
  },
  (t) => [primaryKey({ name: 'token_prices_pk', columns: [t.model, t.valid_from] })],
);

/** Directory: what a foreign currency costs in BRL, from an instant on. */
export const exchange_rates = pgTable(
  'exchange_rates',
  {
    currency: text().notNull(),
    valid_from: instant().notNull(),
    valid_until: instant(),
    brl: usd(),
  },
  (t) => [primaryKey({ name: 'exchange_rates_pk', columns: [t.currency, t.valid_from] })],
);
