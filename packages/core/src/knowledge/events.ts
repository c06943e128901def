import { z } from 'zod';
import { event } from '../kernel/events.ts';
import { Id } from '../kernel/wire.ts';

/** A store's knowledge is behind, and this job is to look after it, not before the pause is over. */
export const refreshDue = event(
  'knowledge.refreshDue',
  z.object({ store_id: Id, job: Id, pause_ms: z.int() }),
);
