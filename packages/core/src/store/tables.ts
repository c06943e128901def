import { foreignKey, index, pgTable, text } from 'drizzle-orm/pg-core';
import { companies } from '../company/tables.ts';
import { instant, tenantColumns, tenantPrimaryKey } from '../kernel/db/columns.ts';

export const stores = pgTable(
  'stores',
  {
    ...tenantColumns,
    name: text().notNull(),
    slug: text().notNull().unique(),
    time_zone: text().notNull().default('America/Sao_Paulo'),
    created_at: instant().notNull(),
  },
  (t) => [
    tenantPrimaryKey(t),
    index('stores_id').on(t.id),
    foreignKey({ name: 'stores_company_fk', columns: [t.company_id], foreignColumns: [companies.id] }),
  ],
);
