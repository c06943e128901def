import { z } from 'zod';
import { event } from '../kernel/events.ts';
import { Id } from '../kernel/wire.ts';

/** Money of an attempt was recorded. It stands, whatever becomes of the order. */
export const paymentRecorded = event('payment.recorded', z.object({ order_id: Id, attempt_id: Id }));
