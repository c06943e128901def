import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { newId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { OpenTask } from '../contract.ts';
import { tasks } from '../tables.ts';

export const openTask = command({
  name: 'task.open',
  summary: 'Asks a person for something, once per kind and subject; anew only where that is said',
  access: internal.tenant,
  input: OpenTask,
  output: z.object({ opened: z.boolean() }),
}).handle(async ({ db, company_id }, { again, ...task }) => {
  const insert = db.insert(tasks).values({ company_id, id: newId(), ...task, created_at: now() });
  const asked = again
    ? insert.onConflictDoUpdate({
        target: [tasks.company_id, tasks.kind, tasks.subject_id],
        set: {
          title: task.title,
          done_at: null,
          created_at: sql`case when ${tasks.done_at} is null then ${tasks.created_at} else excluded.created_at end`,
        },
      })
    : insert.onConflictDoNothing();
  return { opened: (await asked.returning({ id: tasks.id })).length > 0 };
});
