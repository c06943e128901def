import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, tenantColumns, tenantPrimaryKey } from '../kernel/db/columns.ts';
import type { TaskKind } from './contract.ts';

/** Something a person owes. */
export const tasks = pgTable(
  'tasks',
  {
    ...tenantColumns,
    store_id: uuid(),
    kind: text().$type<TaskKind>().notNull(),
    subject_id: text().notNull(),
    order_id: uuid(),
    title: text().notNull(),
    done_at: instant(),
    created_at: instant().notNull(),
  },
  (t) => [
    tenantPrimaryKey(t),
    uniqueIndex('tasks_once').on(t.company_id, t.kind, t.subject_id),
    index('tasks_open').on(t.company_id, t.created_at),
  ],
);
