import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant, tenantColumns, tenantForeignKey, tenantPrimaryKey } from '../kernel/db/columns.ts';
import { conversations } from '../messaging/tables.ts';
import type { ModelMessage } from '../ports/language-model.ts';

/** Another process may go on with a turn that was silent for this long. */
export const LEASE = sql<string>`now() + interval '90 seconds'`;

/** One answer of the agent, from what was asked to what was said. One runs at a time per conversation. */
export const turns = pgTable(
  'turns',
  {
    ...tenantColumns,
    store_id: uuid().notNull(),
    /** null: a visitor of `/chat`, where the caller keeps the conversation. */
    conversation_id: uuid(),
    agent_id: uuid(),
    lead_id: uuid(),
    /** Whoever the caller says it is, of a turn without a lead; what was asked and answered is kept here then. */
    visitor_id: text(),
    asked: text(),
    answer: text(),
    status: text({ enum: ['running', 'done', 'failed'] }).notNull(),
    /** Another process may go on with the turn after this. */
    lease_until: instant().notNull(),
    /** What was asked is not of this shop, and the answer declined it. */
    declined: boolean().notNull().default(false),
    model: text(),
    iterations: integer().notNull().default(0),
    input_tokens: integer().notNull().default(0),
    output_tokens: integer().notNull().default(0),
    cached_tokens: integer().notNull().default(0),
    created_at: instant().notNull(),
    ended_at: instant(),
  },
  (t) => [
    tenantPrimaryKey(t),
    tenantForeignKey(t.company_id, t.conversation_id, conversations),
    index('turns_conversation').on(t.company_id, t.conversation_id, t.created_at, t.id),
    index('turns_agent').on(t.company_id, t.agent_id, t.created_at),
    uniqueIndex('turns_one_running').on(t.company_id, t.conversation_id).where(sql`status = 'running'`),
  ],
);

/** The turn's transcript, append only: each entry is committed before the next step begins. */
export const turn_steps = pgTable(
  'turn_steps',
  {
    company_id: uuid().notNull(),
    turn_id: uuid().notNull(),
    position: integer().notNull(),
    message: jsonb().$type<ModelMessage>().notNull(),
    ms: integer().notNull(),
    created_at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.company_id, t.turn_id, t.position] }),
    foreignKey({
      name: 'turn_steps_turn_fk',
      columns: [t.company_id, t.turn_id],
      foreignColumns: [turns.company_id, turns.id],
    }),
  ],
);
