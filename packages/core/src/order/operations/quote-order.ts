import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { products } from '../../catalog/tables.ts';
import { internal } from '../../kernel/access.ts';
import { AppError } from '../../kernel/errors.ts';
import { query } from '../../kernel/operation.ts';
import { Id } from '../../kernel/wire.ts';
import { stock_levels } from '../../stock/tables.ts';
import { checkCaps } from '../caps.ts';
import { HowDelivered, OrderLine } from '../contract.ts';
import { deliveryOf } from '../delivery.ts';
import { dropUnreal, sumByProduct } from '../rules.ts';
import { outOfStock } from '../walk-edge.ts';

const Line = z.object({ product_id: Id, name: z.string(), price_cents: z.int(), quantity: z.int() });

export const quoteOrder = query({
  name: 'order.quote',
  summary:
    'What an order of these items would be, at database prices; refused as the order would be, and nothing is written',
  access: internal.tenant,
  input: z.strictObject({
    store_id: Id,
    lead_id: Id.nullable().default(null),
    items: z.array(OrderLine).min(1).max(100),
    delivery: HowDelivered.optional(),
  }),
  output: z.object({
    lines: z.array(Line),
    delivery_fee_cents: z.int(),
    total_cents: z.int(),
    dropped: z.array(z.object({ product_id: Id, reason: z.enum(['not_found', 'not_for_sale']) })),
  }),
}).handle(async ({ db, company_id }, { store_id, lead_id, items, delivery }) => {
  const wanted = sumByProduct(items);
  const real = await db
    .select({
      id: products.id,
      name: products.name,
      status: products.status,
      price_cents: products.price_cents,
      quantity: stock_levels.quantity,
      held: stock_levels.held,
    })
    .from(products)
    .innerJoin(
      stock_levels,
      and(eq(stock_levels.company_id, products.company_id), eq(stock_levels.product_id, products.id)),
    )
    .where(
      and(
        eq(products.company_id, company_id),
        eq(products.store_id, store_id),
        inArray(
          products.id,
          wanted.map((it) => it.product_id),
        ),
      ),
    );
  const { lines, dropped } = dropUnreal(wanted, real);
  if (lines.length === 0) {
    throw new AppError('validation_error', 'None of the items is a product that this store sells.', {
      reason: 'order.no_real_item',
    });
  }
  const left = new Map(
    real.map(({ id, quantity, held }) => [id, quantity === null ? null : quantity - held]),
  );
  const short = lines.flatMap(({ product_id, quantity }) => {
    const available = left.get(product_id) ?? null;
    return available !== null && available < quantity ? [{ product_id, wanted: quantity, available }] : [];
  });
  if (short.length > 0) throw outOfStock(short);
  const units = lines.reduce((sum, it) => sum + (left.get(it.product_id) === null ? 0 : it.quantity), 0);
  await checkCaps(db, company_id, { store_id, lead_id, visitor_ip: null }, { orders: 1, units });
  const items_cents = lines.reduce((sum, line) => sum + line.price_cents * line.quantity, 0);
  const { delivery_fee_cents } = await deliveryOf(db, { company_id, store_id }, delivery, items_cents);
  return { lines, dropped, delivery_fee_cents, total_cents: items_cents + delivery_fee_cents };
});
