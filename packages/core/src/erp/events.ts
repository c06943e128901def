import { z } from 'zod';
import { event } from '../kernel/events.ts';
import { Id } from '../kernel/wire.ts';

/** A store's ERP is to be told something, not before the pause is over. */
export const deliveryDue = event('erp.deliveryDue', z.object({ store_id: Id, pause_ms: z.int() }));
