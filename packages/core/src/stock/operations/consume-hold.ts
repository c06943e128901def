import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { Moved, ShortLine } from '../contract.ts';
import { stockChanged } from '../events.ts';
import { lockLevelsOfOrder } from '../lock-levels.ts';

interface Row extends Record<string, unknown> {
  product_id: string;
  quantity: number;
  resulting: number;
}

export const consumeHold = command({
  name: 'stock.consume',
  summary:
    'Takes what an order holds off the shelf, once; nothing of it, if the shelf was emptied by hand meanwhile',
  access: internal.tenant,
  input: z.strictObject({ order_id: Id, store_id: Id }),
  output: Moved.extend({ short: z.array(ShortLine) }),
}).handle(async ({ db, company_id, emit }, { order_id, store_id }) => {
  await lockLevelsOfOrder(db, company_id, order_id);
  const short = await db.execute<z.infer<typeof ShortLine> & Record<string, unknown>>(sql`
    select h.product_id, h.quantity as wanted, l.quantity as available
      from stock_holds h
      join stock_levels l on l.company_id = h.company_id and l.product_id = h.product_id
     where h.company_id = ${company_id} and h.order_id = ${order_id} and h.state = 'held' and l.quantity < h.quantity
     order by h.product_id`);
  if (short.length > 0) return { applied: [], short: [...short] };
  const applied = await db.execute<Row>(sql`
    with taken as (
      update stock_holds set state = 'consumed'
       where company_id = ${company_id} and order_id = ${order_id} and state = 'held'
      returning product_id, quantity
    ), moved as (
      insert into stock_movements (company_id, store_id, product_id, order_id, kind, delta, created_at)
      select ${company_id}::uuid, ${store_id}::uuid, product_id, ${order_id}::uuid, 'sale', -quantity, now() from taken
      returning product_id
    )
    update stock_levels l set quantity = l.quantity - taken.quantity, held = l.held - taken.quantity, updated_at = now()
      from taken join moved using (product_id)
     where l.company_id = ${company_id} and l.product_id = taken.product_id
    returning l.product_id, taken.quantity, l.quantity as resulting`);
  if (applied.length > 0) {
    const moves = applied.map(({ product_id, quantity, resulting }) => ({
      product_id,
      delta: -quantity,
      resulting,
    }));
    await emit(stockChanged, { store_id, order_id, kind: 'sale', moves });
  }
  return { applied: [...applied], short: [] };
});
