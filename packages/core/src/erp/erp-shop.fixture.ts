import { type ErpSending, type FakeErp, startErp } from '@vek1/testing/fakes/erp';
import type { TestHouse } from '@vek1/testing/house';
import { newId } from '../kernel/ids.ts';

export const INBOUND_SECRET = 'inbound-secret-of-tests';
export const OUTBOUND_SECRET = 'outbound-secret-of-tests';

/** Coffee and filters are counted, the course is not. */
const GOODS = [
  { sku: 'CAFE-250', name: 'Café Bourbon 250g', price_cents: 4290, stock: 10 },
  { sku: 'FILTRO-103', name: 'Filtro nº 103', price_cents: 1490, stock: 10 },
  { sku: 'AULA', name: 'Aula de café', price_cents: 9900, stock: null },
  { name: 'Brinde sem código', price_cents: 100, stock: 10 },
];

export type ErpShop = Awaited<ReturnType<typeof openErpShop>>;

/** A shop with an ERP of its own at the other end, and `settings` over: both ways open. */
export async function openErpShop(house: TestHouse, settings: Record<string, unknown> = {}) {
  const shop = await house.shop(GOODS);
  const fake: FakeErp = await startErp({ secret: OUTBOUND_SECRET });
  const { store_id, user_id } = shop;
  const product = (place: number) => shop.product_ids[place] ?? '';
  const ask = (method: string, path: string, body?: unknown, as = user_id) =>
    house.rest(method, `/internal/${path}`, body, as);
  const put = (body: unknown, as = user_id, of = store_id) =>
    ask('PUT', `stock-sync-settings/${of}`, body, as);
  await put({
    inbound_enabled: true,
    inbound_secret: INBOUND_SECRET,
    outbound_enabled: true,
    outbound_url: `${fake.url}/hook`,
    outbound_secret: OUTBOUND_SECRET,
    ...settings,
  });
  const inbound_url = `${house.url}/webhooks/stock-sync/${store_id}`;

  return {
    ...shop,
    fake,
    product,
    put,
    get: (path: string, as = user_id) => ask('GET', path, undefined, as),
    post: (path: string, body: unknown = {}, as = user_id) => ask('POST', path, body, as),
    inbound_url,
    /** What the ERP says, signed as it should be unless `how` says otherwise. */
    say: (body: unknown, how: Partial<ErpSending> = {}) =>
      fake.send({ url: inbound_url, secret: INBOUND_SECRET, body, ...how }),
    /** A `set` of the coffee. */
    set: (quantity: unknown, more: Record<string, unknown> = {}) =>
      fake.send({
        url: inbound_url,
        secret: INBOUND_SECRET,
        body: { event_id: newId(), items: [{ sku: 'CAFE-250', quantity }], ...more },
      }),
    async level(place = 0) {
      const [row] = await house.sql`
        select quantity, held from stock_levels where product_id = ${product(place)}`;
      return row;
    },
    /** An order of the coffee that is confirmed: it left the shelf. */
    async sell(quantity: number, place = 0): Promise<string> {
      const items = [{ product_id: product(place), quantity }];
      const { body } = await ask('POST', 'orders', { store_id, items });
      await ask('POST', `orders/${body.id}/transition`, { to: 'confirmed' });
      return body.id;
    },
    /** A person counts the shelf. */
    count: (stock_quantity: number | null, place = 0) =>
      ask('PATCH', `products/${product(place)}`, { stock_quantity }),
    events: () => house.sql`
      select id, event, state, attempts, error, order_id from erp_events where store_id = ${store_id} order by seq`,
    /** What waits for its time is due now. */
    async hurry() {
      await house.sql`update erp_events set due_at = now() where store_id = ${store_id}`;
      await house.sql`
        update dbos.workflow_status set delay_until_epoch_ms = 0
         where status = 'DELAYED' and queue_partition_key = ${`erp:${store_id}`}`;
      await house.settled();
    },
  };
}
