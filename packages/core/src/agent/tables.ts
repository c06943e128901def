import { sql } from 'drizzle-orm';
import { boolean, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, tenantColumns, tenantForeignKey, tenantPrimaryKey } from '../kernel/db/columns.ts';
import { stores } from '../store/tables.ts';

export const agents = pgTable(
  'agents',
  {
    ...tenantColumns,
    store_id: uuid().notNull(),
    type: text().notNull(),
    name: text().notNull(),
    persona: text().notNull().default(''),
    greeting: text(),
    is_active: boolean().notNull(),
    created_at: instant().notNull(),
  },
  (t) => [
    tenantPrimaryKey(t),
    tenantForeignKey(t.company_id, t.store_id, stores),
    uniqueIndex('agents_one_active').on(t.company_id, t.store_id).where(sql`is_active`),
  ],
);

/** Directory: whose WhatsApp number is it? The instance's name is made by us; its webhook secret is sealed. */
export const evolution_instances = pgTable(
  'evolution_instances',
  {
    instance: text().primaryKey(),
    company_id: uuid().notNull(),
    store_id: uuid().notNull(),
    agent_id: uuid().notNull(),
    secret: text().notNull(),
  },
  (t) => [
    tenantForeignKey(t.company_id, t.agent_id, agents),
    index('evolution_instances_agent').on(t.company_id, t.agent_id),
  ],
);
