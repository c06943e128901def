import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { Moved } from '../contract.ts';
import { lockLevelsOfOrder } from '../lock-levels.ts';

interface Row extends Record<string, unknown> {
  product_id: string;
  quantity: number;
}

export const releaseHold = command({
  name: 'stock.release',
  summary: 'Gives back what an order holds; once, however often it is asked',
  access: internal.tenant,
  input: z.strictObject({ order_id: Id }),
  output: Moved,
}).handle(async ({ db, company_id }, { order_id }) => {
  await lockLevelsOfOrder(db, company_id, order_id);
  const applied = await db.execute<Row>(sql`
    with released as (
      update stock_holds set state = 'released'
       where company_id = ${company_id} and order_id = ${order_id} and state = 'held'
      returning product_id, quantity
    )
    update stock_levels l set held = l.held - released.quantity, updated_at = now()
      from released
     where l.company_id = ${company_id} and l.product_id = released.product_id
    returning l.product_id, released.quantity`);
  return { applied: [...applied] };
});
