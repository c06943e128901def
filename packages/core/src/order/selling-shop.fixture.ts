import type { TestHouse } from '@vek1/testing/house';
import { COFFEE } from '@vek1/testing/placed-order';

const CUSTOMER = '5511987654321';

/** A shop of one product with a customer who has written to it, and what its people do. */
export async function sellingShop(house: TestHouse, payment_settings: object = {}, stock = 10) {
  const shop = await house.shop([{ ...COFFEE, stock }]);
  const { store_id, agent_id, user_id } = shop;
  const [product_id = ''] = shop.product_ids;
  const ask = (method: string, path: string, body?: unknown, by = user_id) =>
    house.rest(method, `/internal/${path}`, body, by);
  const settings = (body: unknown) => ask('PUT', `orders/store/${store_id}/payment-settings`, body);

  await settings({ pix_enabled: true, ...payment_settings });
  const lead = { store_id, channel: 'whatsapp', external_id: CUSTOMER };
  const lead_id: string = (await ask('POST', 'leads/ensure', lead)).body.id;
  await ask('POST', 'messages', { lead_id, agent_id, role: 'customer', text: 'oi' });
  return {
    ...shop,
    lead_id,
    settings,
    /** How its orders come to customers. */
    offer: (delivery: object | null) => ask('PATCH', `stores/${store_id}`, { delivery }),
    /** Two of the product for the customer, unless it says otherwise. */
    place: ({ quantity = 2, ...more }: { quantity?: number } & Record<string, unknown> = {}) =>
      ask('POST', 'orders/place', { store_id, lead_id, items: [{ product_id, quantity }], ...more }),
    act: (id: string, door: string, body: unknown, by?: string) =>
      ask('POST', `orders/${id}/${door}`, body, by),
    move: (id: string, to: string, more: object = {}) =>
      ask('POST', `orders/${id}/transition`, { to, ...more }),
    look: async (id: string) => (await ask('GET', `orders/${id}`)).body,
    async level() {
      const [level] = await house.sql`
        select quantity, held from stock_levels where product_id = ${product_id}`;
      return level;
    },
    payments: (order_id: string) =>
      house.sql`select attempt_id, amount_cents::int from payments where order_id = ${order_id}`,
    /** What the customer was told, oldest first. */
    async told() {
      await house.settled();
      return house.evolution
        .messages(shop.instance, CUSTOMER)
        .filter(({ direction }) => direction === 'outbound');
    },
  };
}

export type SellingShop = Awaited<ReturnType<typeof sellingShop>>;
