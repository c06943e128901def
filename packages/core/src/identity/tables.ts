import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant } from '../kernel/db/columns.ts';

/** People who sign in. Ids are Better Auth's: text. */
export const users = pgTable(
  'users',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** As it was given. */
    email: text().notNull(),
    email_verified: boolean().notNull().default(false),
    image: text(),
    created_at: instant().notNull(),
    updated_at: instant().notNull(),
  },
  (t) => [uniqueIndex('users_email_unique').on(sql`lower(${t.email})`)],
);

/** Who is signed in where. */
export const sessions = pgTable(
  'sessions',
  {
    id: text().primaryKey(),
    token: text().notNull().unique('sessions_token_unique'),
    user_id: text().notNull(),
    expires_at: instant().notNull(),
    ip_address: text(),
    user_agent: text(),
    created_at: instant().notNull(),
    updated_at: instant().notNull(),
  },
  (t) => [
    foreignKey({ name: 'sessions_user_fk', columns: [t.user_id], foreignColumns: [users.id] }).onDelete(
      'cascade',
    ),
    index('sessions_user').on(t.user_id),
    index('sessions_expiry').on(t.expires_at),
  ],
);

/** How a person can sign in: by a password (`credential`), or by a provider that knows them. */
export const accounts = pgTable(
  'accounts',
  {
    id: text().primaryKey(),
    /** Of the person at the provider; the user's own id where that is `credential`. */
    account_id: text().notNull(),
    provider_id: text().notNull(),
    user_id: text().notNull(),
    access_token: text(),
    refresh_token: text(),
    id_token: text(),
    access_token_expires_at: instant(),
    refresh_token_expires_at: instant(),
    scope: text(),
    /** Its hash. */
    password: text(),
    created_at: instant().notNull(),
    updated_at: instant().notNull(),
  },
  (t) => [
    foreignKey({ name: 'accounts_user_fk', columns: [t.user_id], foreignColumns: [users.id] }).onDelete(
      'cascade',
    ),
    unique('accounts_account_unique').on(t.provider_id, t.account_id),
    index('accounts_user').on(t.user_id),
  ],
);

/** What somebody was sent, or sent away with, and must bring back: once, before it expires. */
export const verifications = pgTable(
  'verifications',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expires_at: instant().notNull(),
    created_at: instant().notNull(),
    updated_at: instant().notNull(),
  },
  (t) => [
    index('verifications_identifier').on(t.identifier, t.created_at),
    // A hash: a value may be longer than what a tree can hold.
    index('verifications_value').using('hash', t.value),
    index('verifications_expiry').on(t.expires_at),
  ],
);
