import { openTask } from './operations/open-task.ts';

export const task = { open: openTask };
