import { z } from 'zod';
import { event } from '../kernel/events.ts';
import { Id } from '../kernel/wire.ts';
import { OrderStatus } from './contract.ts';

/** An order walked an edge of its table. */
export const orderMoved = event(
  'order.moved',
  z.object({ order_id: Id, from: OrderStatus, to: OrderStatus, event_id: z.int() }),
);

const OfAttempt = z.object({ order_id: Id, attempt_id: Id });
/** There is a code to pay an order by: a gateway's, or the store's own. */
export const codeIssued = event('order.codeIssued', z.object({ order_id: Id }));

/** Money came for an order whose stock is gone, or that was cancelled. */
export const refundDue = event('order.refundDue', OfAttempt);

/** Money was given back, and the order stayed what it was. */
export const moneyReturned = event('order.moneyReturned', OfAttempt);
