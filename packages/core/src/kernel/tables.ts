import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './db/columns.ts';

/** Which worker processes live: what a silent one had begun is begun again by another. */
export const processes = pgTable('processes', {
  executor_id: text().primaryKey(),
  seen_at: instant().notNull(),
});

/** Every webhook that was accepted, once. */
export const webhook_inbox = pgTable(
  'webhook_inbox',
  {
    source: text().notNull(),
    event_id: text().notNull(),
    received_at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.source, t.event_id] })],
);
