import { bigint, customType, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
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

/** Who did what: written in the transaction that did it. Append only. */
export const audit_log = pgTable(
  'audit_log',
  {
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
    company_id: uuid().notNull(),
    actor: text().notNull(),
    /** The user behind it, where there is one. */
    actor_user_id: text(),
    /** The operation's name. */
    action: text().notNull(),
    target_type: text().notNull(),
    target_id: text(),
    before: jsonb(),
    after: jsonb(),
    ip: text(),
    user_agent: text(),
    trace_id: text().notNull(),
    created_at: instant().notNull(),
  },
  (t) => [
    index('audit_log_newest').on(t.company_id, t.id),
    index('audit_log_target').on(t.company_id, t.target_type, t.target_id, t.id),
    index('audit_log_actor').on(t.company_id, t.actor_user_id, t.id),
  ],
);

/** What a request with an `Idempotency-Key` was answered, for 24 hours. */
export const idempotency_keys = pgTable(
  'idempotency_keys',
  {
    company_id: uuid().notNull(),
    key: text().notNull(),
    op: text().notNull(),
    /** Of the input: the same key for another request is refused. */
    request_hash: text().notNull(),
    /** Null while it runs. */
    response: jsonb(),
    /** A flow that died may be begun again after this. */
    lease_until: instant().notNull(),
    created_at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.company_id, t.key] }), index('idempotency_keys_age').on(t.created_at)],
);

const xid = customType<{ data: string }>({ dataType: () => 'xid8' });

/** How long a caller may be away and still hear of each change; triggers sweep what is older. */
export const CHANGES_KEPT_S = 3_600;

/** That something changed, for whoever looks on: written by the trigger `note_change`, read by the change feed. */
export const changes = pgTable(
  'changes',
  {
    company_id: uuid().notNull(),
    /** The transaction that changed it: once in each, however much it did. */
    xid: xid().notNull(),
    kind: text().notNull(),
    subject_id: uuid().notNull(),
    /** Null: of the company as a whole. */
    store_id: uuid(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.company_id, t.xid, t.kind, t.subject_id] }),
    index('changes_age').on(t.at),
  ],
);
