import type { Sql } from 'postgres';
import type { Customer, Market } from './customers.ts';

interface OrderRow {
  id: string;
  number: number;
  status: string;
  payment_status: string;
  payments: number;
  /** Lines, and how many units of them were sold and how often. */
  units: number;
  sold: number;
  sales: number;
  lines: number;
  /** What the agent said to whom it is for. */
  answers: number;
}

interface ShelfRow {
  product_id: string;
  quantity: number;
  held: number;
  moved: number;
  confirmed: number;
  promised: number;
}

/** More than one of each is one too many. */
const surplus = (counts: Iterable<number>): number =>
  [...counts].reduce((sum, count) => sum + Math.max(0, count - 1), 0);

const occurrences = (all: readonly string[]): number[] =>
  [...Map.groupBy(all, (one) => one).values()].map((of) => of.length);

/** What the database, the bank and the customers' phones say of the customers that have paid. */
export async function readBooks(
  sql: Sql,
  { abacatepay, evolution, shop }: Market,
  customers: readonly Customer[],
  stock: number,
) {
  const orders = await sql<OrderRow[]>`
    select o.id, o.number, o.status, o.payment_status,
           (select count(*) from payments p where p.order_id = o.id)::int as payments,
           (select sum(quantity) from order_items i where i.order_id = o.id)::int as units,
           (select count(*) from order_items i where i.order_id = o.id)::int as lines,
           coalesce((select -sum(delta) from stock_movements m where m.order_id = o.id), 0)::int as sold,
           (select count(*) from stock_movements m where m.order_id = o.id)::int as sales,
           (select count(*) from messages m
             where m.lead_id = o.lead_id and m.role = 'agent' and m.status not in ('sending', 'failed'))::int as answers
      from orders o where o.company_id = ${shop.company_id}`;
  const shelves = await sql<ShelfRow[]>`
    select l.product_id, l.quantity, l.held,
           coalesce((select sum(delta) from stock_movements m where m.product_id = l.product_id), 0)::int as moved,
           coalesce((select sum(i.quantity) from order_items i join orders o on o.id = i.order_id
                      where i.product_id = l.product_id and o.status = 'confirmed'), 0)::int as confirmed,
           (select count(*) from stock_holds h where h.product_id = l.product_id and h.state = 'held')::int as promised
      from stock_levels l where l.company_id = ${shop.company_id}`;

  const known = new Map(orders.map((order) => [order.id, order]));
  const chats = customers.map(({ phone, order_id }) => {
    const order = known.get(order_id);
    const sent = evolution.messages(shop.instance, phone).filter(({ direction }) => direction === 'outbound');
    const told = sent.map(({ kind, text }) => `${kind} ${text}`);
    const confirmations = told.filter(
      (text) => text.includes('Pagamento confirmado') && text.includes(`#${order?.number}`),
    );
    return { order, told, confirmations };
  });

  const lost = chats.flatMap(({ order, confirmations }, at) => {
    const missing = [
      !order && 'the order',
      order && order.status !== 'confirmed' && `its confirmation (${order.status})`,
      order && order.payment_status !== 'paid' && `the money (${order.payment_status})`,
      order && order.sold !== order.units && `the sale (${order.sold} of ${order.units})`,
      confirmations.length === 0 && 'the word that it was paid',
      order && order.answers === 0 && 'the answer to the first message',
    ].filter((what) => typeof what === 'string');
    return missing.map((what) => `${customers[at]?.order_id}: ${what}`);
  });

  const charges = abacatepay.charges().map(({ metadata }) => String(metadata.order_id));
  const doubled = {
    orders: Math.max(0, orders.length - customers.length),
    charges: surplus(occurrences(charges)),
    payments: surplus(orders.map(({ payments }) => payments)),
    sales: orders.reduce((sum, { sales, lines }) => sum + Math.max(0, sales - lines), 0),
    messages: chats.reduce((sum, { told }) => sum + surplus(occurrences(told)), 0),
  };

  const wrong = shelves.filter(
    ({ quantity, held, moved, confirmed, promised }) =>
      stock + moved !== quantity || -moved !== confirmed || held !== 0 || promised !== 0,
  );
  return {
    orders: orders.length,
    payments: orders.reduce((sum, { payments }) => sum + payments, 0),
    confirmed: orders.filter(({ status }) => status === 'confirmed').length,
    messages: chats.reduce((sum, { told }) => sum + told.length, 0),
    sold: -shelves.reduce((sum, { moved }) => sum + moved, 0),
    left: shelves.reduce((sum, { quantity }) => sum + quantity, 0),
    lost,
    doubled,
    wrong,
  };
}
