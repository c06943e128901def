import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { conflict } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { Moved } from '../../stock/contract.ts';
import { restoreSale } from '../../stock/operations/restore-sale.ts';
import { lockNamedOrder } from '../rows.ts';
import { givesAllBack } from '../rules.ts';
import { order_events, orders } from '../tables.ts';

export const restoreStock = command({
  name: 'order.restoreStock',
  summary:
    'Puts an order that was called off back on the shelf, as its end does: what was put back is not put back again',
  access: app.row(orders, 'order_id').orService,
  rest: { method: 'post', path: '/internal/stock/restore-for-order' },
  audit: { target: 'order' },
  input: z.strictObject({ order_id: Id }),
  output: Moved,
}).handle(async ({ db, company_id, call }, { order_id }) => {
  const { status } = await lockNamedOrder(db, company_id, order_id);
  const [last] = await db
    .select({ from: order_events.from_status })
    .from(order_events)
    .where(and(eq(order_events.company_id, company_id), eq(order_events.order_id, order_id)))
    .orderBy(desc(order_events.id))
    .limit(1);
  if (!last?.from || !givesAllBack(last.from, status)) {
    throw conflict(`The goods of an order that is ${status} do not come back.`, 'order.stock_stays', {
      status,
    });
  }
  return call(restoreSale, { order_id });
});
