import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { internal } from '../../kernel/access.ts';
import { conflict, found } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { readOrder } from '../../order/operations/read-order.ts';
import { orders } from '../../order/tables.ts';

export const findToShip = query({
  name: 'chat.findToShip',
  summary:
    'An order of the store by its number or id, that the actor may mark as shipped. 404, 409 `order.transition_not_allowed`',
  access: internal.tenant,
  input: z.strictObject({ store_id: Id, order: z.string() }),
  output: z.object({ id: Id, number: z.int() }),
}).handle(async ({ db, company_id, call }, { store_id, order }) => {
  const asked = Id.safeParse(order).success
    ? eq(orders.id, order)
    : eq(orders.number, Number(order.replace(/\D/g, '')));
  const [row] = await db
    .select({ id: orders.id, number: orders.number })
    .from(orders)
    .where(and(eq(orders.company_id, company_id), eq(orders.store_id, store_id), asked));
  const { id, number } = found(row, 'order');
  const { status, allowed_targets } = await call(readOrder, { id });
  if (status !== 'shipped' && !allowed_targets.includes('shipped')) {
    throw conflict(`An order that is ${status} cannot become shipped.`, 'order.transition_not_allowed', {
      from: status,
      allowed: allowed_targets,
    });
  }
  return { id, number };
});
