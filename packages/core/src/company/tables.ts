import { sql } from 'drizzle-orm';
import { check, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { users } from '../identity/tables.ts';
import { instant } from '../kernel/db/columns.ts';

/** The tenant. One per owner, who is gone when it is closed; its rows stay. */
export const companies = pgTable(
  'companies',
  {
    id: uuid().primaryKey(),
    owner_user_id: text()
      .unique()
      .references(() => users.id),
    name: text().notNull(),
    slug: text().notNull().unique(),
    logo_url: text(),
    time_zone: text().notNull().default('America/Sao_Paulo'),
    plan: text().notNull().default('trial'),
    /** What its plan allows, copied here for the domains that are below billing; null is without limit. */
    max_stores: integer(),
    max_agents: integer(),
    max_products: integer(),
    max_documents: integer(),
    created_at: instant().notNull(),
    closed_at: instant(),
  },
  (t) => [
    check('companies_owned_until_closed', sql`(${t.owner_user_id} is null) = (${t.closed_at} is not null)`),
  ],
);
