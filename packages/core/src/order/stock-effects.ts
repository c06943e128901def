import { and, asc, eq } from 'drizzle-orm';
import type { ShortLine } from '../stock/contract.ts';
import { consumeHold } from '../stock/operations/consume-hold.ts';
import { holdStock } from '../stock/operations/hold-stock.ts';
import { releaseHold } from '../stock/operations/release-hold.ts';
import { restoreSale } from '../stock/operations/restore-sale.ts';
import type { LockedOrder, OrderContext } from './rows.ts';
import type { StockEffect } from './rules.ts';
import { order_items } from './tables.ts';

/** What the shelf answered: what it is short of, or in which round it holds now. */
interface Shelf {
  short: ShortLine[];
  round?: number;
}

const ENOUGH: Shelf = { short: [] };

async function hold({ db, company_id, call }: OrderContext, order: LockedOrder): Promise<Shelf> {
  const lines = await db
    .select({ product_id: order_items.product_id, quantity: order_items.quantity })
    .from(order_items)
    .where(and(eq(order_items.company_id, company_id), eq(order_items.order_id, order.id)))
    .orderBy(asc(order_items.product_id));
  const round = order.round + 1;
  const { short } = await call(holdStock, { order_id: order.id, round, lines });
  return { short, round };
}

const consume = ({ call }: OrderContext, { id, store_id }: LockedOrder): Promise<Shelf> =>
  call(consumeHold, { order_id: id, store_id });

/** What each effect of an edge does. `restock`: which products go back, where not all of them do. */
export const STOCK: Record<
  StockEffect,
  (context: OrderContext, order: LockedOrder, restock: readonly string[]) => Promise<Shelf>
> = {
  none: async () => ENOUGH,
  hold,
  consume,
  hold_and_consume: async (context, order) => {
    const held = await hold(context, order);
    return held.short.length > 0 ? held : { ...held, ...(await consume(context, order)) };
  },
  release: async ({ call }, { id }) => {
    await call(releaseHold, { order_id: id });
    return ENOUGH;
  },
  restore: async ({ call }, { id }) => {
    await call(restoreSale, { order_id: id });
    return ENOUGH;
  },
  restock: async ({ call }, { id }, restock) => {
    if (restock.length > 0) await call(restoreSale, { order_id: id, product_ids: [...restock] });
    return ENOUGH;
  },
};
