import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { StockCount, type StockMove } from '../contract.ts';
import { stockChanged } from '../events.ts';
import { lockLevels } from '../lock-levels.ts';

type Row = StockMove & Record<string, unknown>;

export const setStock = command({
  name: 'stock.set',
  summary: 'Writes down what is on the shelf, and the difference to what was. Promised units stay promised',
  access: internal.tenant,
  input: z.strictObject({
    store_id: Id,
    /** Each product once. */
    lines: z.array(StockCount).max(5000),
    /** The ERP's event that says so; else it is a person or an import that counted. */
    event_id: z.string().max(200).nullable().default(null),
  }),
  output: z.object({ changed: z.array(Id) }),
}).handle(async ({ db, company_id, emit }, { store_id, lines, event_id }) => {
  if (lines.length === 0) return { changed: [] };
  const kind = event_id === null ? 'set' : 'erp';
  const counts = sql`json_to_recordset(${JSON.stringify(lines)}::json) as line(product_id uuid, quantity int)`;
  const move = sql`
    insert into stock_movements (company_id, store_id, product_id, kind, event_id, delta, created_at)
    select ${company_id}::uuid, ${store_id}::uuid, product_id, ${kind}, ${event_id}, delta, now()`;
  const made = await db.execute<Row>(sql`
    with made as (
      insert into stock_levels (company_id, product_id, store_id, quantity, updated_at)
      select ${company_id}::uuid, product_id, ${store_id}::uuid, quantity, now() from ${counts} order by product_id
      on conflict do nothing
      returning product_id, coalesce(quantity, 0) as delta, quantity as resulting
    ), moved as (
      ${move} from made where delta > 0
    )
    select * from made`);

  const moves = [...made];
  if (made.length < lines.length) {
    await lockLevels(
      db,
      company_id,
      lines.map(({ product_id }) => product_id),
    );
    const changed = await db.execute<Row>(sql`
      with change as (
        select product_id, line.quantity, coalesce(line.quantity, 0) - coalesce(level.quantity, 0) as delta
          from stock_levels level join ${counts} using (product_id)
         where company_id = ${company_id} and level.quantity is distinct from line.quantity
      ), moved as (
        ${move} from change where delta <> 0
      )
      update stock_levels l set quantity = change.quantity, updated_at = now()
        from change
       where l.company_id = ${company_id} and l.product_id = change.product_id
      returning l.product_id, change.delta, l.quantity as resulting`);
    moves.push(...changed);
  }
  if (moves.length > 0) await emit(stockChanged, { store_id, order_id: null, kind, moves });
  return { changed: moves.map((row) => row.product_id) };
});
