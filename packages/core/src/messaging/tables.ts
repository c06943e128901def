import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { agents } from '../agent/tables.ts';
import { instant, tenantColumns, tenantForeignKey, tenantPrimaryKey } from '../kernel/db/columns.ts';
import { leads } from '../lead/tables.ts';

/** One lead talking with one agent. */
export const conversations = pgTable(
  'conversations',
  {
    ...tenantColumns,
    store_id: uuid().notNull(),
    agent_id: uuid().notNull(),
    lead_id: uuid().notNull(),
    /** The gateway's number the lead writes to: answers leave by it. */
    instance: text().notNull(),
    state: text({ enum: ['agent', 'waiting', 'person', 'closed'] }).notNull(),
    /** The person who speaks with the lead; null where it is whoever holds the phone. */
    owner_user_id: text(),
    /** Of a person: the agent is back after this. */
    lease_until: instant(),
    last_inbound_at: instant().notNull(),
    /** The job that will answer. A burst finds it set and leaves it alone. */
    wake_job: text(),
    unread: integer().notNull().default(0),
    /** Lines of what was said until then, for the agent: they stand for all of it. */
    summary: text(),
    summarized_until: instant(),
    created_at: instant().notNull(),
  },
  (t) => [
    tenantPrimaryKey(t),
    tenantForeignKey(t.company_id, t.agent_id, agents),
    tenantForeignKey(t.company_id, t.lead_id, leads),
    index('conversations_id').on(t.id),
    index('conversations_newest').on(t.company_id, t.store_id, t.last_inbound_at, t.id),
    index('conversations_agent').on(t.company_id, t.agent_id, t.last_inbound_at, t.id),
    uniqueIndex('conversations_pair_unique').on(t.company_id, t.agent_id, t.lead_id),
  ],
);

export const messages = pgTable(
  'messages',
  {
    ...tenantColumns,
    conversation_id: uuid().notNull(),
    store_id: uuid().notNull(),
    lead_id: uuid().notNull(),
    agent_id: uuid().notNull(),
    direction: text({ enum: ['inbound', 'outbound'] }).notNull(),
    role: text({ enum: ['customer', 'agent', 'person', 'system'] }).notNull(),
    kind: text({ enum: ['text', 'image'] }).notNull(),
    text: text().notNull(),
    /** A `data:` URL, for images of ours. */
    image: text(),
    status: text({ enum: ['received', 'sending', 'sent', 'delivered', 'read', 'failed'] }).notNull(),
    instance: text().notNull(),
    /** The gateway's id; ours are unknown until the gateway has answered. */
    key_id: text(),
    /** Of an inbound message: the turn, or a person's message, that answers it. Of an outbound one: the turn that wrote it. */
    turn_id: uuid(),
    /** One message for one cause, e.g. `order:<id>:confirmed`. */
    cause_key: text(),
    /** Whoever sends claims the row until then. */
    claimed_until: instant(),
    /** Times it was handed to the gateway. */
    attempts: integer().notNull().default(0),
    created_at: instant().notNull(),
  },
  (t) => [
    tenantPrimaryKey(t),
    tenantForeignKey(t.company_id, t.conversation_id, conversations),
    index('messages_timeline').on(t.company_id, t.conversation_id, t.created_at, t.id),
    index('messages_newest').on(t.company_id, t.created_at, t.id),
    index('messages_lead').on(t.company_id, t.lead_id, t.created_at, t.id),
    index('messages_agent').on(t.company_id, t.agent_id, t.created_at, t.id),
    index('messages_unanswered')
      .on(t.company_id, t.conversation_id, t.created_at)
      .where(sql`direction = 'inbound' and turn_id is null`),
    uniqueIndex('messages_key_unique').on(t.company_id, t.instance, t.key_id).where(sql`key_id is not null`),
    uniqueIndex('messages_cause_unique').on(t.company_id, t.cause_key).where(sql`cause_key is not null`),
  ],
);
