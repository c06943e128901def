import { setTimeout as pause } from 'node:timers/promises';
import { TOKENS } from '@vek1/testing/house';
import type { Fakes } from '@vek1/testing/relays';
import type { Shop } from '@vek1/testing/shop';
import type { Fleet } from './fleet.ts';

export interface Customer {
  phone: string;
  order_id: string;
}

interface PlacedOrder {
  id: string;
  payment_attempts: { external_id: string | null }[];
}

export interface Market extends Fakes {
  fleet: Fleet;
  shop: Shop;
}

/** What a customer of this number buys: one product or two. */
const cartOf = ({ product_ids }: Shop, number: number) =>
  product_ids
    .filter((_, index) => index === number % product_ids.length || (number % 5 === 0 && index === 0))
    .map((product_id) => ({ product_id, quantity: 1 + (number % 3) }));

/** Asks as the app's server does; a request under a key that is still running is waited for. */
async function ask<T>(
  { fleet, shop }: Market,
  method: string,
  path: string,
  body?: unknown,
  key?: string,
): Promise<T> {
  for (;;) {
    const response = await fleet.send(path, {
      method,
      headers: {
        'content-type': 'application/json',
        'x-internal-token': TOKENS.internal,
        'x-actor-user-id': shop.user_id,
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    // safe: the answers that are not these are thrown below.
    const answer = (await response.json()) as T & { reason?: string };
    if (response.ok) return answer;
    if (answer.reason !== 'idempotency.in_flight')
      throw new Error(`${method} ${path} was answered ${response.status} ${JSON.stringify(answer)}`);
    await pause(Number(response.headers.get('retry-after') ?? 1) * 1000);
  }
}

/** Writes to the shop, orders, and pays what is asked for. */
export async function buy(market: Market, number: number): Promise<Customer> {
  const { shop, evolution, abacatepay } = market;
  const { store_id, instance } = shop;
  const phone = `55119${String(80_000_000 + number)}`;
  const greeted = evolution.inbound(instance, { from: phone, push_name: `Cliente ${number}`, text: 'oi' });
  const lead = await ask<{ id: string }>(market, 'POST', '/internal/leads/ensure', {
    store_id,
    channel: 'whatsapp',
    external_id: phone,
  });
  await greeted;

  const cart = { store_id, lead_id: lead.id, items: cartOf(shop, number) };
  const placed = await ask<PlacedOrder>(market, 'POST', '/internal/orders/place', cart, `restarts-${number}`);
  let order = placed;
  while (!order.payment_attempts[0]?.external_id) {
    await pause(500);
    order = await ask(market, 'GET', `/internal/orders/${placed.id}`);
  }
  await abacatepay.pay(order.payment_attempts[0].external_id);
  return { phone, order_id: placed.id };
}
