import { z } from 'zod';
import { event } from '../kernel/events.ts';
import { Id } from '../kernel/wire.ts';
import { MovementKind, StockMove } from './contract.ts';

/**
 * Units left a store's shelves, came back or were counted anew: said once a change, while the levels are locked, so
 * that changes of one product are heard in their order.
 */
export const stockChanged = event(
  'stock.changed',
  z.object({ store_id: Id, order_id: Id.nullable(), kind: MovementKind, moves: z.array(StockMove).min(1) }),
);
