import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { Moved } from '../contract.ts';
import { stockChanged } from '../events.ts';
import { lockLevelsOfOrder } from '../lock-levels.ts';

interface Row extends Record<string, unknown> {
  product_id: string;
  quantity: number;
  resulting: number;
  store_id: string;
}

export const restoreSale = command({
  name: 'stock.restore',
  summary:
    "Puts back on the shelf what an order's sale took, and only that, once: all of it, or these products",
  access: internal.tenant,
  input: z.strictObject({ order_id: Id, product_ids: z.array(Id).min(1).optional() }),
  output: Moved,
}).handle(async ({ db, company_id, emit }, { order_id, product_ids }) => {
  await lockLevelsOfOrder(db, company_id, order_id);
  const which = product_ids
    ? sql`product_id in (select value::uuid from json_array_elements_text(${JSON.stringify(product_ids)}::json))`
    : sql`true`;
  const applied = await db.execute<Row>(sql`
    with restocked as (
      insert into stock_movements (company_id, store_id, product_id, order_id, kind, delta, created_at)
      select company_id, store_id, product_id, order_id, 'restock', -delta, now() from stock_movements
       where company_id = ${company_id} and order_id = ${order_id} and kind = 'sale' and ${which}
      on conflict do nothing
      returning product_id, delta
    )
    update stock_levels l set quantity = l.quantity + restocked.delta, updated_at = now()
      from restocked
     where l.company_id = ${company_id} and l.product_id = restocked.product_id
    returning l.product_id, l.store_id, restocked.delta as quantity, l.quantity as resulting`);
  const [first] = applied;
  if (first) {
    const moves = applied.map(({ product_id, quantity, resulting }) => ({
      product_id,
      delta: quantity,
      resulting,
    }));
    await emit(stockChanged, { store_id: first.store_id, order_id, kind: 'restock', moves });
  }
  return { applied: [...applied] };
});
