import { closeTasks } from './operations/close-tasks.ts';
import { finishTask } from './operations/finish-task.ts';
import { listTasks } from './operations/list-tasks.ts';
import { openTask } from './operations/open-task.ts';

export const task = { list: listTasks, open: openTask, finish: finishTask, close: closeTasks };
