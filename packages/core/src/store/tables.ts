import { sql } from 'drizzle-orm';
import { foreignKey, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { companies } from '../company/tables.ts';
import { instant, tenantColumns, tenantPrimaryKey } from '../kernel/db/columns.ts';
import type { Address, Delivery, Hours } from './contract.ts';

export const stores = pgTable(
  'stores',
  {
    ...tenantColumns,
    name: text().notNull(),
    slug: text().notNull().unique(),
    time_zone: text().notNull().default('America/Sao_Paulo'),
    address: jsonb().$type<Address>(),
    hours: jsonb().$type<Hours>(),
    delivery: jsonb().$type<Delivery>(),
    created_at: instant().notNull(),
    updated_at: instant().notNull().default(sql`now()`),
  },
  (t) => [
    tenantPrimaryKey(t),
    index('stores_id').on(t.id),
    foreignKey({ name: 'stores_company_fk', columns: [t.company_id], foreignColumns: [companies.id] }),
  ],
);
