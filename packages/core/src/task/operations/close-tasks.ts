import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { TaskKind } from '../contract.ts';
import { tasks } from '../tables.ts';

export const closeTasks = command({
  name: 'task.close',
  summary:
    'What a person was asked for has come about, of this subject, this order or in this store: its open tasks of this kind are done',
  access: internal.tenant,
  input: z.union([
    z.strictObject({ kind: TaskKind, store_id: Id }),
    z.strictObject({ kind: TaskKind, order_id: Id }),
    z.strictObject({ kind: TaskKind, subject_id: z.string().max(200) }),
  ]),
  output: z.object({ closed: z.int() }),
}).handle(async ({ db, company_id }, { kind, ...about }) => {
  const open = and(
    eq(tasks.company_id, company_id),
    eq(tasks.kind, kind),
    'store_id' in about ? eq(tasks.store_id, about.store_id) : undefined,
    'order_id' in about ? eq(tasks.order_id, about.order_id) : undefined,
    'subject_id' in about ? eq(tasks.subject_id, about.subject_id) : undefined,
    isNull(tasks.done_at),
  );
  const closed = await db.update(tasks).set({ done_at: now() }).where(open).returning({ id: tasks.id });
  return { closed: closed.length };
});
