import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { users } from '../identity/tables.ts';
import { instant } from '../kernel/db/columns.ts';

/** The tenant. One per owner. */
export const companies = pgTable('companies', {
  id: uuid().primaryKey(),
  owner_user_id: text()
    .notNull()
    .unique()
    .references(() => users.id),
  name: text().notNull(),
  slug: text().notNull().unique(),
  plan: text().notNull().default('trial'),
  created_at: instant().notNull(),
});
