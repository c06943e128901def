import { sql } from 'drizzle-orm';
import {
  bigint,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
  vector,
} from 'drizzle-orm/pg-core';
import {
  instant,
  tenantColumns,
  tenantForeignKey,
  tenantId,
  tenantPrimaryKey,
} from '../kernel/db/columns.ts';
import type { Address } from '../store/contract.ts';
import { stores } from '../store/tables.ts';
import type { Attributes } from './contract.ts';

export const leads = pgTable(
  'leads',
  {
    ...tenantColumns,
    store_id: uuid().notNull(),
    channel: text({ enum: ['whatsapp', 'web'] }).notNull(),
    /** Where answers go, as the channel first gave it. */
    external_id: text().notNull(),
    name: text(),
    phone: text(),
    email: text(),
    address: jsonb().$type<Address>().notNull().default({}),
    custom_attributes: jsonb().$type<Attributes>().notNull().default({}),
    interests: text().array().notNull().default(sql`'{}'`),
    profile_summary: text(),
    /** Of the summary; never leaves. */
    profile_embedding: vector({ dimensions: 1024 }),
    status: text({ enum: ['new', 'engaged', 'qualified', 'customer', 'lost'] }).notNull(),
    created_at: instant().notNull(),
    updated_at: instant().notNull(),
  },
  (t) => [
    tenantPrimaryKey(t),
    tenantForeignKey(t.company_id, t.store_id, stores),
    index('leads_id').on(t.id),
    index('leads_store').on(t.company_id, t.store_id, t.updated_at),
  ],
);

/** Who a person is on a channel: several may lead to one lead, so that leads can be merged. */
export const lead_identities = pgTable(
  'lead_identities',
  {
    company_id: uuid().notNull(),
    store_id: uuid().notNull(),
    channel: text({ enum: ['whatsapp', 'web'] }).notNull(),
    /** Canonical: see `identityOf`. */
    identity: text().notNull(),
    lead_id: uuid().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.company_id, t.store_id, t.channel, t.identity] }),
    foreignKey({
      name: 'lead_identities_lead_fk',
      columns: [t.company_id, t.lead_id],
      foreignColumns: [leads.company_id, leads.id],
    }),
  ],
);

/** What became of a lead, and what others say happened to it. Append only. */
export const lead_events = pgTable(
  'lead_events',
  {
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
    company_id: tenantId(),
    lead_id: uuid().notNull(),
    type: text().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    actor: text().notNull(),
    created_at: instant().notNull(),
  },
  (t) => [
    tenantForeignKey(t.company_id, t.lead_id, leads),
    index('lead_events_lead').on(t.company_id, t.lead_id, t.id),
  ],
);
