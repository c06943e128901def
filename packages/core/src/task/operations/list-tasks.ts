import { and, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import { app } from '../../kernel/access.ts';
import { counted } from '../../kernel/db/counted.ts';
import { query } from '../../kernel/operation.ts';
import { pageOf } from '../../kernel/page.ts';
import { ListTasks, TaskPage } from '../contract.ts';
import { tasks } from '../tables.ts';

export const listTasks = query({
  name: 'task.list',
  summary: 'What a person owes, newest first; of all stores and of none where no store is named',
  access: app.stores,
  rest: { method: 'get', path: '/internal/tasks' },
  input: ListTasks,
  output: TaskPage,
}).handle(async ({ db, company_id }, { store_ids, done, limit, offset }) => {
  const where = and(
    eq(tasks.company_id, company_id),
    store_ids && inArray(tasks.store_id, store_ids),
    done === undefined ? undefined : done ? isNotNull(tasks.done_at) : isNull(tasks.done_at),
  );
  const items = db
    .select()
    .from(tasks)
    .where(where)
    .orderBy(desc(tasks.created_at), desc(tasks.id))
    .limit(limit)
    .offset(offset);
  return pageOf(items, counted(db, tasks, where), { limit, offset });
});
