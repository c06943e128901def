import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { HoldKey, ShortLine, StockLine } from '../contract.ts';
import { lineRows, lockLevels } from '../lock-levels.ts';

export const holdStock = command({
  name: 'stock.hold',
  summary: 'Promises units to an order: all of them, or none and what is short',
  access: internal.tenant,
  input: z.strictObject({ ...HoldKey, lines: z.array(StockLine).min(1) }),
  output: z.object({ short: z.array(ShortLine) }),
}).handle(async ({ db, company_id }, { order_id, round, lines }) => {
  const levels = new Map(
    (
      await lockLevels(
        db,
        company_id,
        lines.map((line) => line.product_id),
      )
    ).map((it) => [it.product_id, it]),
  );
  const tracked = lines.filter((line) => levels.get(line.product_id)?.quantity !== null);
  const short = tracked
    .map((line) => {
      const level = levels.get(line.product_id);
      const available = level ? (level.quantity ?? 0) - level.held : 0;
      return { product_id: line.product_id, wanted: line.quantity, available };
    })
    .filter((line) => line.available < line.wanted);
  if (short.length > 0) return { short };
  if (tracked.length > 0) {
    await db.execute(sql`
      insert into stock_holds (company_id, order_id, product_id, round, quantity, state, created_at)
      select ${company_id}::uuid, ${order_id}::uuid, product_id, ${round}::int, quantity, 'held', now() from ${lineRows(tracked)}`);
    await db.execute(sql`
      update stock_levels set held = held + line.quantity, updated_at = now()
        from ${lineRows(tracked)}
       where stock_levels.company_id = ${company_id} and stock_levels.product_id = line.product_id`);
  }
  return { short: [] };
});
