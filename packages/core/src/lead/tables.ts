import { foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, tenantColumns, tenantForeignKey, tenantPrimaryKey } from '../kernel/db/columns.ts';
import { stores } from '../store/tables.ts';

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
    status: text({ enum: ['new', 'engaged', 'qualified', 'customer', 'lost'] }).notNull(),
    created_at: instant().notNull(),
    updated_at: instant().notNull(),
  },
  (t) => [
    tenantPrimaryKey(t),
    tenantForeignKey(t.company_id, t.store_id, stores),
    index('leads_id').on(t.id),
    index('leads_store').on(t.company_id, t.store_id, t.updated_at.desc()),
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
    foreignKey({ name: 'lead_identities_lead_fk', columns: [t.company_id, t.lead_id], foreignColumns: [leads.company_id, leads.id] }),
  ],
);
