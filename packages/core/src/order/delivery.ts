import { and, eq } from 'drizzle-orm';
import type { Reader } from '../kernel/db/open-database.ts';
import { conflict, found } from '../kernel/errors.ts';
import { deliveriesOf, deliveryFee } from '../store/contract.ts';
import { stores } from '../store/tables.ts';
import type { HowDelivered } from './contract.ts';
import type { LockedOrder } from './rows.ts';

type Delivered = Pick<LockedOrder, 'delivery_kind' | 'delivery_address' | 'delivery_fee_cents'>;

/**
 * How an order comes to its customer and what that costs, in cents, by what the store says today.
 * 409 `order.delivery_unavailable` for a way that it does not offer, `order.not_delivered_there` for such a CEP.
 */
export async function deliveryOf(
  db: Reader,
  { company_id, store_id }: { company_id: string; store_id: string },
  how: HowDelivered | undefined,
  items_cents: number,
): Promise<Delivered> {
  if (!how) return { delivery_kind: null, delivery_address: null, delivery_fee_cents: 0 };
  const [store] = await db
    .select({ delivery: stores.delivery })
    .from(stores)
    .where(and(eq(stores.company_id, company_id), eq(stores.id, store_id)));
  const { delivery } = found(store, 'store');
  const offered = deliveriesOf(delivery);
  if (!delivery || !offered.includes(how.kind)) {
    const message = 'This store’s orders do not come to customers this way.';
    throw conflict(message, 'order.delivery_unavailable', { offered });
  }
  if (how.kind === 'pick_up')
    return { delivery_kind: 'pick_up', delivery_address: null, delivery_fee_cents: 0 };
  const { cep } = how.address;
  const delivery_fee_cents = deliveryFee(delivery, cep, items_cents);
  if (delivery_fee_cents === null) {
    throw conflict('This store does not deliver there.', 'order.not_delivered_there', { cep, offered });
  }
  return { delivery_kind: 'delivery', delivery_address: how.address, delivery_fee_cents };
}

/** How an order is said to come to its customer. */
export function howDelivered({
  delivery_kind,
  delivery_address,
}: Omit<Delivered, 'delivery_fee_cents'>): HowDelivered | undefined {
  if (delivery_kind === 'pick_up') return { kind: 'pick_up' };
  return delivery_address ? { kind: 'delivery', address: delivery_address } : undefined;
}
