import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { deliverEvents } from './deliver-events.ts';

export const scheduleDelivery = command({
  name: 'erp.scheduleDelivery',
  summary: "Leaves the job that tells a store's ERP; those of one store run one at a time",
  access: internal.tenant,
  input: z.strictObject({ store_id: Id, pause_ms: z.int() }),
  output: z.object({}),
}).handle(async ({ enqueue }, { store_id, pause_ms }) => {
  await enqueue(
    deliverEvents,
    { store_id },
    { about: `erp:${store_id}`, ...(pause_ms > 0 && { at: pause_ms }) },
  );
  return {};
});
