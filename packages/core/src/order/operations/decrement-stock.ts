import { z } from 'zod';
import { app } from '../../kernel/access.ts';
import { conflict } from '../../kernel/errors.ts';
import { command } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { Moved } from '../../stock/contract.ts';
import { consumeHold } from '../../stock/operations/consume-hold.ts';
import { lockNamedOrder } from '../rows.ts';
import { hasLeft } from '../rules.ts';
import { orders } from '../tables.ts';

export const decrementStock = command({
  name: 'order.decrementStock',
  summary:
    'Takes a confirmed order off the shelf, as its confirmation does: what was taken is not taken again',
  access: app.row(orders, 'order_id').orService,
  rest: { method: 'post', path: '/internal/stock/decrement-for-order' },
  audit: { target: 'order' },
  input: z.strictObject({ order_id: Id }),
  output: Moved,
}).handle(async ({ db, company_id, call }, { order_id }) => {
  const { status, store_id } = await lockNamedOrder(db, company_id, order_id);
  if (!hasLeft(status))
    throw conflict(`The goods of an order that is ${status} stay.`, 'order.stock_stays', { status });
  return call(consumeHold, { order_id, store_id });
});
