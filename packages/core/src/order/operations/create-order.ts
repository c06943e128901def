import { and, eq, inArray, sql } from 'drizzle-orm';
import { products } from '../../catalog/tables.ts';
import { app } from '../../kernel/access.ts';
import { actorName } from '../../kernel/actor.ts';
import { now } from '../../kernel/clock.ts';
import type { Tx } from '../../kernel/db/open-database.ts';
import { AppError, found, invalidField } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { Cents } from '../../kernel/money.ts';
import { command } from '../../kernel/operation.ts';
import { leads } from '../../lead/tables.ts';
import type { PaymentMethod } from '../../payment/contract.ts';
import { holdStock } from '../../stock/operations/hold-stock.ts';
import { checkCaps } from '../caps.ts';
import { CreatedOrder, CreateOrder } from '../contract.ts';
import { deliveryOf } from '../delivery.ts';
import { requestPayment } from '../request-payment.ts';
import { orderView } from '../rows.ts';
import { dropUnreal, sumByProduct, WALKERS } from '../rules.ts';
import { findSameOrder } from '../same-order.ts';
import { order_events, order_items, orders } from '../tables.ts';
import { outOfStock } from '../walk-edge.ts';
import { cancelDraft } from './cancel-draft.ts';

const DRAFT_MS = 24 * 3_600_000;
const FIRST_NUMBER = 1001;

/** The store's next number. Its row stays locked: orders of one store are made one after another. */
async function nextNumber(db: Tx, company_id: string, store_id: string): Promise<number> {
  const [row] = await db.execute<{ last: number }>(sql`
    insert into order_numbers (company_id, store_id, last) values (${company_id}, ${store_id}, ${FIRST_NUMBER})
    on conflict (company_id, store_id) do update set last = order_numbers.last + 1
    returning last`);
  return found(row, 'order number').last;
}

/** Change is brought for a note that is worth the order or more, where it is paid at the door. */
function checkChange(method: PaymentMethod, change_for_cents: number | undefined, total_cents: number): void {
  if (change_for_cents === undefined) return;
  if (method !== 'cash_on_delivery') {
    throw invalidField('change_for_cents', 'Change is brought only where an order is paid on delivery.');
  }
  if (change_for_cents < total_cents) {
    const message = 'Change is brought for a note worth the order or more.';
    throw invalidField('change_for_cents', message, 'payment.change_too_small');
  }
}

export const createOrder = command({
  name: 'order.create',
  summary:
    'Creates an order at database prices and holds its stock; items that are not real products of the store are dropped',
  access: app.store.orService.orAgent,
  rest: { method: 'post', path: '/internal/orders', status: 201 },
  trpc: true,
  audit: { target: 'order' },
  input: CreateOrder,
  output: CreatedOrder,
}).handle(async (context, input) => {
  const { db, company_id, actor, call, enqueue } = context;
  const { store_id, lead_id, payment_method, change_for_cents, customer_info, draft } = input;
  const { client_key = null } = input;
  const status = draft ? 'draft' : 'pending';
  const visitor_ip = (actor.kind === 'agent' && actor.visitor_ip) || null;
  const number = await nextNumber(db, company_id, store_id);
  const wanted = sumByProduct(input.items);

  const real = await db
    .select({
      id: products.id,
      name: products.name,
      status: products.status,
      price_cents: products.price_cents,
    })
    .from(products)
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

  const same = await findSameOrder(db, company_id, {
    store_id,
    lead_id,
    client_key,
    lines,
    delivery: input.delivery,
    by_agent: actor.kind === 'agent',
  });
  // The number that was drawn above is given to nobody: numbers may have gaps, orders no doubles.
  if (same) return { ...(await orderView(db, company_id, same, WALKERS[actor.kind])), dropped };

  if (lines.length === 0) {
    throw new AppError('validation_error', 'None of the items is a product that this store sells.', {
      reason: 'order.no_real_item',
      errors: wanted.map((_, index) => ({
        path: `items.${index}.product_id`,
        code: 'unknown',
        message: 'Not a product of this store.',
      })),
    });
  }
  const [lead] = lead_id
    ? await db
        .select({ name: leads.name, phone: leads.phone })
        .from(leads)
        .where(and(eq(leads.company_id, company_id), eq(leads.store_id, store_id), eq(leads.id, lead_id)))
        .for('no key update')
    : [];
  if (lead_id && !lead) throw invalidField('lead_id', 'Not a lead of this store.');

  const id = newId();
  const at = now();
  const items_cents = lines.reduce((sum, line) => sum + line.price_cents * line.quantity, 0);
  const delivered = await deliveryOf(db, { company_id, store_id }, input.delivery, items_cents);
  const total_cents = items_cents + delivered.delivery_fee_cents;
  if (!Cents.safeParse(total_cents).success) throw invalidField('items', 'More than an order may cost.');
  checkChange(payment_method, change_for_cents, total_cents);
  const [inserted] = await db
    .insert(orders)
    .values({
      company_id,
      id,
      store_id,
      number,
      lead_id,
      client_key,
      status,
      status_since: at,
      payment_status: 'unpaid',
      payment_method,
      change_for_cents,
      customer_name: customer_info.name ?? lead?.name ?? null,
      customer_phone: customer_info.phone ?? lead?.phone ?? null,
      visitor_ip,
      note: customer_info.note ?? null,
      ...delivered,
      items_count: lines.reduce((sum, line) => sum + line.quantity, 0),
      total_cents,
      round: draft ? 0 : 1,
      created_at: at,
      updated_at: at,
    })
    .returning();
  await db.insert(order_items).values(lines.map((line) => ({ company_id, order_id: id, ...line })));
  await db
    .insert(order_events)
    .values({ company_id, order_id: id, to_status: status, actor: actorName(actor), created_at: at });

  if (draft) {
    await enqueue(cancelDraft, { order_id: id }, { at: DRAFT_MS, key: `draft:${id}`, about: id });
  } else {
    const held = lines.map(({ product_id, quantity }) => ({ product_id, quantity }));
    const { short } = await call(holdStock, { order_id: id, round: 1, lines: held });
    if (short.length > 0) throw outOfStock(short);
    // A person of the shop knows what they do.
    if (actor.kind !== 'user') await checkCaps(db, company_id, { store_id, lead_id, visitor_ip });
    await requestPayment(context, found(inserted, 'order'));
  }
  return { ...(await orderView(db, company_id, id, WALKERS[actor.kind])), dropped };
});
