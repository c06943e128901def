import { sql } from 'drizzle-orm';
import { boolean, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import {
  instant,
  tenantColumns,
  tenantForeignKey,
  tenantId,
  tenantPrimaryKey,
} from '../kernel/db/columns.ts';
import { documents } from '../knowledge/tables.ts';
import type { Hours } from '../store/contract.ts';
import { stores } from '../store/tables.ts';
import type { AgentChannel, AgentLimits } from './contract.ts';

export const agents = pgTable(
  'agents',
  {
    ...tenantColumns,
    store_id: uuid().notNull(),
    type: text().notNull(),
    name: text().notNull(),
    persona: text().notNull().default(''),
    greeting: text(),
    tone: text(),
    /** Null: as the store's. */
    business_hours: jsonb().$type<Hours>(),
    /** When it calls a person, each in a sentence. */
    handoff_rules: text().array().notNull().default(sql`'{}'`),
    forbidden_subjects: text().array().notNull().default(sql`'{}'`),
    limits: jsonb().$type<AgentLimits>().notNull().default({}),
    channels: text().array().$type<AgentChannel[]>().notNull().default(sql`'{whatsapp,web}'`),
    is_active: boolean().notNull(),
    created_at: instant().notNull(),
    updated_at: instant().notNull().default(sql`now()`),
  },
  (t) => [
    tenantPrimaryKey(t),
    tenantForeignKey(t.company_id, t.store_id, stores),
    index('agents_id').on(t.id),
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

/** Which documents an agent knows. */
export const agent_knowledge_base = pgTable(
  'agent_knowledge_base',
  {
    company_id: tenantId(),
    agent_id: uuid().notNull(),
    document_id: uuid().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.company_id, t.agent_id, t.document_id] }),
    tenantForeignKey(t.company_id, t.agent_id, agents),
    tenantForeignKey(t.company_id, t.document_id, documents).onDelete('cascade'),
    index('agent_knowledge_base_document').on(t.company_id, t.document_id),
  ],
);
