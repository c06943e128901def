import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { StockCount } from '../contract.ts';
import { lockLevels } from '../lock-levels.ts';

export const setStock = command({
  name: 'stock.set',
  summary: 'Writes down what is on the shelf, and the difference to what was. Promised units stay promised',
  access: internal.tenant,
  /** Each product once. */
  input: z.strictObject({ store_id: Id, lines: z.array(StockCount).max(5000) }),
  output: z.object({ changed: z.array(Id) }),
}).handle(async ({ db, company_id }, { store_id, lines }) => {
  if (lines.length === 0) return { changed: [] };
  const counts = sql`json_to_recordset(${JSON.stringify(lines)}::json) as line(product_id uuid, quantity int)`;
  const made = await db.execute<{ product_id: string }>(sql`
    with made as (
      insert into stock_levels (company_id, product_id, store_id, quantity, updated_at)
      select ${company_id}::uuid, product_id, ${store_id}::uuid, quantity, now() from ${counts} order by product_id
      on conflict do nothing
      returning product_id, quantity
    ), moved as (
      insert into stock_movements (company_id, store_id, product_id, kind, delta, created_at)
      select ${company_id}::uuid, ${store_id}::uuid, product_id, 'set', quantity, now() from made where quantity > 0
    )
    select product_id from made`);
  if (made.length === lines.length) return { changed: made.map((row) => row.product_id) };

  await lockLevels(
    db,
    company_id,
    lines.map(({ product_id }) => product_id),
  );
  const changed = await db.execute<{ product_id: string }>(sql`
    with change as (
      select product_id, line.quantity, coalesce(line.quantity, 0) - coalesce(level.quantity, 0) as delta
        from stock_levels level join ${counts} using (product_id)
       where company_id = ${company_id} and level.quantity is distinct from line.quantity
    ), moved as (
      insert into stock_movements (company_id, store_id, product_id, kind, delta, created_at)
      select ${company_id}::uuid, ${store_id}::uuid, product_id, 'set', delta, now() from change where delta <> 0
    )
    update stock_levels l set quantity = change.quantity, updated_at = now()
      from change
     where l.company_id = ${company_id} and l.product_id = change.product_id
    returning l.product_id`);
  return { changed: [...made, ...changed].map((row) => row.product_id) };
});
