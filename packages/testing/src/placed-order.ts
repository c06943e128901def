import type { OrderView } from '@vek1/core/order/contract';
import type { TestHouse } from './house.ts';
import type { Shop } from './shop.ts';

export const COFFEE = { name: 'Café Bourbon 250g', price_cents: 4290, stock: 10 };

/** A customer who has written to the shop. Answers their lead. */
export async function customerOf(house: TestHouse, shop: Shop, from: string): Promise<string> {
  await house.evolution.inbound(shop.instance, { from, push_name: 'Ana', text: 'oi' });
  await house.settled();
  const [lead] = await house.sql<
    { id: string }[]
  >`select id from leads where store_id = ${shop.store_id} order by created_at desc limit 1`;
  if (!lead) throw new Error('the customer has no lead');
  return lead.id;
}

interface Wanted {
  /** Whose phone is told about it; else nobody's. */
  from?: string;
  quantity?: number;
}

/** An order of the shop's first product, placed as the app does; charged, unless the gateway was told otherwise. */
export async function placedOrder(house: TestHouse, shop: Shop, { from, quantity = 2 }: Wanted = {}) {
  const lead_id = from ? await customerOf(house, shop, from) : null;
  const items = [{ product_id: shop.product_ids[0], quantity }];
  const placed = await house.rest(
    'POST',
    '/internal/orders/place',
    { store_id: shop.store_id, lead_id, items },
    shop.user_id,
  );
  if (placed.status !== 201) throw new Error(`the order was answered ${placed.status}`);
  await house.settled();
  const { id, payment_attempts } = placed.body as OrderView;
  const person = (method: string, path: string, body?: unknown) =>
    house.rest(method, `/internal/orders/${id}${path}`, body, shop.user_id);
  return {
    id,
    shop,
    attempt_id: payment_attempts[0]?.id ?? '',
    charge_id: payment_attempts[0]?.external_id ?? '',
    look: async () => (await person('GET', '')).body as OrderView,
    /** As a person of the shop. */
    post: (path: string, body: unknown) => person('POST', path, body),
    cancel: () => person('POST', '/transition', { to: 'cancelled', reason: 'desistiu' }),
    level: async () => {
      const [level] = await house.sql`
        select quantity, held from stock_levels where product_id = ${shop.product_ids[0] ?? ''}`;
      return level;
    },
    /** What a person owes, oldest first. */
    tasks: async (done = false) => {
      const path = `/internal/tasks?store_ids=${shop.store_id}&done=${done}`;
      const { body } = await house.rest('GET', path, undefined, shop.user_id);
      return (body.items as { kind: string; title: string; order_id: string | null }[]).toReversed();
    },
    /** What the customer was told, oldest first. */
    told: () =>
      house.evolution
        .messages(shop.instance, from ?? '')
        .filter((message) => message.direction === 'outbound')
        .map((message) => message.text ?? ''),
    /** Its time to pay is over now: the charge's end and the timers are brought here, the rest is as it is. */
    runOut: async () => {
      await house.sql`update payment_attempts set expires_at = now() - interval '1 s' where order_id = ${id}`;
      await house.sql`
        update dbos.workflow_status set delay_until_epoch_ms = 0
         where status = 'DELAYED' and queue_partition_key = ${id}`;
    },
  };
}

export type PlacedOrder = Awaited<ReturnType<typeof placedOrder>>;

/** A charge that somebody made at the gateway by themselves. */
export async function chargeElsewhere(
  house: TestHouse,
  shop: Shop,
  { order_id, attempt_id, amount = 8580 }: { order_id: string; attempt_id: string; amount?: number },
) {
  const response = await fetch(`${house.abacatepay.url}/v2/transparents/create`, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.api_key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      method: 'PIX',
      data: { amount, expiresIn: 1800, externalId: attempt_id, metadata: { order_id, attempt_id } },
    }),
  });
  const { data } = (await response.json()) as { data: { id: string; brCode: string; expiresAt: string } };
  return { external_id: data.id, br_code: data.brCode, expires_at: data.expiresAt };
}
