import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { now } from '../../kernel/clock.ts';
import { newId } from '../../kernel/ids.ts';
import { command } from '../../kernel/operation.ts';
import { OpenTask } from '../contract.ts';
import { tasks } from '../tables.ts';

export const openTask = command({
  name: 'task.open',
  summary: 'Asks a person for something, once per kind and subject',
  access: internal.tenant,
  input: OpenTask,
  output: z.object({ opened: z.boolean() }),
}).handle(async ({ db, company_id }, task) => {
  const made = await db
    .insert(tasks)
    .values({ company_id, id: newId(), ...task, created_at: now() })
    .onConflictDoNothing()
    .returning({ id: tasks.id });
  return { opened: made.length > 0 };
});
