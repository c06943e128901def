import type { Database } from '@vek1/core/kernel/db/open-database';
import type { FakeAbacatePay } from '@vek1/testing/fakes/abacatepay';
import { type Bought, WAYS } from './buyers.ts';

interface OrderRow {
  id: string;
  status: string;
  payment_status: string;
  quantity: number;
  sold: number;
  restocked: number;
  held: number;
  confirmations: number;
  kept: number;
}

interface PaymentRow {
  order_id: string;
  charge_id: string;
  status: string;
  amount_cents: string;
}

interface LevelRow {
  product_id: string;
  initial: number;
  moved: number;
  quantity: number;
  held: number;
  holds: number;
}

const PAID = new Set(['PAID', 'REFUNDED', 'UNDER_DISPUTE']);

/** What the rows say, held against what the bank says. The lists name what is wrong. */
export async function readLedger(
  { sql }: Pick<Database, 'sql'>,
  bank: FakeAbacatePay,
  bought: readonly Bought[],
  shelves: ReadonlyMap<string, number>,
) {
  const orders = await sql<OrderRow[]>`
    select o.id, o.status, o.payment_status, o.items_count as quantity,
           coalesce((select -sum(delta) from stock_movements m where m.order_id = o.id and kind = 'sale'), 0)::int as sold,
           coalesce((select sum(delta) from stock_movements m where m.order_id = o.id and kind = 'restock'), 0)::int as restocked,
           coalesce((select sum(quantity) from stock_holds h where h.order_id = o.id and state = 'held'), 0)::int as held,
           (select count(*) from order_events e where e.order_id = o.id and to_status = 'confirmed')::int as confirmations,
           (select count(*) from payments p where p.order_id = o.id and p.status = 'kept')::int as kept
      from orders o`;
  const payments = await sql<PaymentRow[]>`
    select p.order_id, a.external_id as charge_id, p.status, p.amount_cents
      from payments p join payment_attempts a on a.company_id = p.company_id and a.id = p.attempt_id`;
  const levels = await sql<LevelRow[]>`
    select l.product_id, l.quantity, l.held,
           coalesce((select sum(delta) from stock_movements m where m.product_id = l.product_id and m.order_id is not null), 0)::int as moved,
           coalesce((select sum(quantity) from stock_holds h where h.product_id = l.product_id and state = 'held'), 0)::int as holds
      from stock_levels l`;

  const known = new Map(orders.map((order) => [order.id, order]));
  const recorded = new Map(payments.map((payment) => [payment.charge_id, payment]));
  const paid = bank.charges().filter((charge) => PAID.has(charge.status));
  const lost = [
    ...paid
      .filter(({ id, status }) => {
        const row = recorded.get(id);
        return !row || row.status === 'recorded' || (status === 'REFUNDED' && row.status !== 'refunded');
      })
      .map(({ id, status }) => `charge ${id} is ${status} at the bank, ${recorded.get(id)?.status} here`),
    ...bought
      .map(({ id, way }) => ({ way, order: known.get(id), id }))
      .filter(({ way, order }) => {
        const ends: readonly string[] = WAYS[way].ends;
        return !ends.includes(`${order?.status}/${order?.payment_status}`);
      })
      .map(({ way, order, id }) => `order ${id} (${way}) ended ${order?.status}/${order?.payment_status}`),
  ];

  const charged = Map.groupBy(
    bank.charges().filter((charge) => charge.metadata.again === undefined),
    (charge) => String(charge.metadata.order_id),
  );
  const doubled = [
    ...orders
      .filter((it) => it.confirmations > 1 || it.kept > 1 || it.sold > it.quantity || it.restocked > it.sold)
      .map(({ id }) => `order ${id} had an effect twice`),
    ...[...charged]
      .filter(([, charges]) => charges.length > 1)
      .map(([id]) => `order ${id} was charged twice`),
  ];

  const oversold = levels
    .filter((it) => it.quantity < 0 || -it.moved > (shelves.get(it.product_id) ?? 0))
    .map((it) => `product ${it.product_id}`);

  const at_bank = paid.reduce((sum, charge) => sum + charge.amount, 0);
  const here = payments.reduce((sum, payment) => sum + Number(payment.amount_cents), 0);
  const waiting = new Set(['pending', 'awaiting_payment', 'awaiting_proof', 'proof_submitted']);
  const broken = [
    ...(at_bank === here ? [] : [`${at_bank} cents at the bank, ${here} here`]),
    ...levels
      .filter((it) => (shelves.get(it.product_id) ?? 0) + it.moved !== it.quantity || it.held !== it.holds)
      .map((it) => `product ${it.product_id}: ${JSON.stringify(it)}`),
    ...orders
      .filter((it) => it.held !== (waiting.has(it.status) ? it.quantity : 0))
      .map((it) => `order ${it.id} is ${it.status} and holds ${it.held}`),
    ...orders
      .filter((it) => it.status === 'confirmed' && (it.sold !== it.quantity || it.restocked !== 0))
      .map((it) => `order ${it.id} is confirmed and sold ${it.sold}`),
  ];
  return {
    orders: orders.length,
    payments: payments.length,
    confirmed: orders.filter((order) => order.confirmations > 0).length,
    owed_back: payments.filter((payment) => payment.status.startsWith('refund')).length,
    cents: here,
    lost,
    doubled,
    oversold,
    broken,
  };
}
