import { z } from 'zod';
import { event } from '../kernel/events.ts';
import { Id } from '../kernel/wire.ts';

const OfAttempt = z.object({ order_id: Id, attempt_id: Id });

/** Money of an attempt was recorded. It stands, whatever becomes of the order. */
export const paymentRecorded = event('payment.recorded', OfAttempt);

/** Recorded money went another way at the gateway: given back, refused to be, contested, or doubted. */
export const paymentChanged = event('payment.changed', OfAttempt);

/** The gateway will not charge for an order: its customer gets no code. */
export const chargeFailed = event('payment.chargeFailed', z.object({ order_id: Id }));
