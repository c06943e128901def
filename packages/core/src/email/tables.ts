import { sql } from 'drizzle-orm';
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../kernel/db/columns.ts';
import type { LetterKind } from './contract.ts';

/** E-mails to the people of the house's users: written by a command, sent by a job. Not a tenant's: who asks for a new password has signed in nowhere. */
export const emails = pgTable(
  'emails',
  {
    id: uuid().primaryKey(),
    kind: text().$type<LetterKind>().notNull(),
    to_address: text().notNull(),
    /** What it says, sealed: links carry secrets. Gone as soon as it is settled. */
    letter: text(),
    status: text({ enum: ['queued', 'sent', 'dropped', 'failed'] })
      .notNull()
      .default('queued'),
    error: text(),
    created_at: instant().notNull(),
    settled_at: instant(),
  },
  (t) => [
    index('emails_address').on(sql`lower(${t.to_address})`, t.created_at),
    index('emails_age').on(t.created_at),
  ],
);
