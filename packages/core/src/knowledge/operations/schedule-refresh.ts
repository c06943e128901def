import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { refreshStore } from './refresh-store.ts';

export const scheduleRefresh = command({
  name: 'knowledge.scheduleRefresh',
  summary: 'Leaves the job that was called for a store; those of one store run one at a time',
  access: internal.tenant,
  input: z.strictObject({ store_id: Id, job: Id, pause_ms: z.int() }),
  output: z.object({}),
}).handle(async ({ enqueue }, { store_id, job, pause_ms }) => {
  const about = `knowledge:${store_id}`;
  await enqueue(refreshStore, { store_id }, { key: job, about, ...(pause_ms > 0 && { at: pause_ms }) });
  return {};
});
