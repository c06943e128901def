import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { found } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { TaskView } from '../contract.ts';
import { tasks } from '../tables.ts';

export const finishTask = command({
  name: 'task.finish',
  summary: 'A person says that it is done; what is done stays done since then',
  access: app.row(tasks),
  rest: { method: 'post', path: '/internal/tasks/{id}/done' },
  audit: { target: 'task' },
  input: z.strictObject({ id: Id }),
  output: TaskView,
}).handle(async ({ db, company_id }, { id }) => {
  const [task] = await db
    .update(tasks)
    .set({ done_at: sql`coalesce(${tasks.done_at}, ${now()})` })
    .where(and(eq(tasks.company_id, company_id), eq(tasks.id, id)))
    .returning();
  return found(task, 'task');
});
