import type { Face } from './kernel/access.ts';
import type { Operation } from './kernel/operation.ts';
import { sweepOrders } from './order/operations/sweep-orders.ts';
import { watchCharges } from './payment/operations/watch-charges.ts';

export interface Schedule {
  /** Works across companies, and asks for nothing. */
  readonly operation: Operation<'command' | 'flow', Record<string, never>, unknown, Face>;
  readonly every_s: number;
}

/** What runs by the clock, in one process at a time. */
export const schedules: readonly Schedule[] = [
  { operation: watchCharges, every_s: 60 },
  { operation: sweepOrders, every_s: 60 },
];
