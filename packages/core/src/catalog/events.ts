import { z } from 'zod';
import { event } from '../kernel/events.ts';
import { Id } from '../kernel/wire.ts';

/** Products of a store were made or changed, one or thousands: said once a transaction. Stock alone is no change. */
export const productsChanged = event('catalog.productsChanged', z.object({ store_id: Id }));
