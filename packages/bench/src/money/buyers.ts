import { setTimeout as pause } from 'node:timers/promises';
import type { FakeAbacatePay, PayOptions } from '@vek1/testing/fakes/abacatepay';
import type { Shop } from '@vek1/testing/shop';
import type { Processes } from './processes.ts';

/** What becomes of an order: where it and its money end. */
type End = `${string}/${string}`;

/** How people buy, of twenty: how many do so, and where their orders may end. */
export const WAYS = {
  /** Pays at once; the webhook comes late, twice, in either generation. */
  prompt: { of_20: 9, ends: ['confirmed/paid'] },
  /** Pays, and the webhook is lost. */
  unheard: { of_20: 2, ends: ['confirmed/paid'] },
  never: { of_20: 1, ends: ['expired/unpaid'] },
  /** Pays after the end, the stock still there. */
  late: { of_20: 1, ends: ['confirmed/paid'] },
  /** Pays after the end, the stock sold to somebody else. */
  too_late: { of_20: 1, ends: ['expired/refund_due', 'expired/refunded'] },
  cancels: { of_20: 1, ends: ['cancelled/unpaid'] },
  cancels_and_pays: { of_20: 1, ends: ['cancelled/refund_due', 'cancelled/refunded', 'refunded/refunded'] },
  pays_twice: { of_20: 2, ends: ['confirmed/paid'] },
  /** The webhook speaks of another amount than the charge; too late where the watch was quicker. */
  claims_less: { of_20: 1, ends: ['awaiting_payment/flagged', 'confirmed/paid'] },
  /** Is given the money back. */
  regrets: { of_20: 1, ends: ['refunded/refunded'] },
  /** One of many at once for few units. */
  rush: { of_20: 0, ends: ['confirmed/paid'] },
  /** Takes what an order that was not paid gave back. */
  newcomer: { of_20: 0, ends: ['confirmed/paid'] },
} satisfies Record<string, { of_20: number; ends: End[] }>;
export type Way = keyof typeof WAYS;

export interface Bought {
  way: Way;
  shop: Shop;
  id: string;
}

export interface Market {
  processes: Processes;
  bank: FakeAbacatePay;
  random: () => number;
}

const AT_ONCE = 16;

/** Does it for all, so many at once. */
export async function forAll<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) await act(one);
    }),
  );
}

/** Places an order, however often the house dies meanwhile: the same client key is the same order. Null: sold out. */
export async function buy(
  { processes, bank, random }: Market,
  { way, shop, client_key }: { way: Way; shop: Shop; client_key: string },
): Promise<Bought | null> {
  // The gateway is not what it should be either: it charges and does not say so, or is down.
  const luck = random();
  if (luck < 0.02) bank.fault({ route: 'create', after_effect: true, cut: true });
  else if (luck < 0.03) bank.fault({ route: 'create', status: 429 });
  else if (luck < 0.04) bank.fault({ route: 'list', status: 503 });
  const items = [{ product_id: shop.product_ids[0], quantity: 1 }];
  const wanted = { store_id: shop.store_id, items, client_key };
  const { status, body } = await processes.ask('POST', '/internal/orders/place', shop.user_id, wanted);
  if (status === 201) return { way, shop, id: body.id };
  if (status === 409 && body.reason === 'order.out_of_stock') return null;
  throw new Error(`an order was answered ${status} ${JSON.stringify(body)}`);
}

/** A webhook that comes late, or more than once, of either generation, with or without an id. */
export async function payFor({ bank, random }: Market, charge_id: string, options: PayOptions = {}) {
  await pause(random() * 200);
  await bank.pay(charge_id, {
    deliveries: random() < 0.3 ? 3 : 1,
    generation: random() < 0.2 ? 'v1' : 'v2',
    ...(random() < 0.2 && { event_id: null }),
    ...options,
  });
  if (random() < 0.1) await bank.redeliver(charge_id);
}

export const cancel = ({ processes }: Market, { id, shop }: Bought) =>
  processes.ask('POST', `/internal/orders/${id}/transition`, shop.user_id, {
    to: 'cancelled',
    reason: 'desistiu',
  });

/** A second charge, which somebody made at the bank by themselves and tells us of. */
export async function chargeAgain({ processes, bank }: Market, { id, shop }: Bought): Promise<string> {
  const attempts = await processes.ask('GET', `/internal/orders/${id}`, shop.user_id);
  const { id: attempt_id, amount_cents } = attempts.body.payment_attempts.at(-1);
  const response = await fetch(`${bank.url}/v2/transparents/create`, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.api_key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      method: 'PIX',
      data: { amount: amount_cents, expiresIn: 1800, metadata: { order_id: id, attempt_id, again: true } },
    }),
  });
  const { data } = (await response.json()) as { data: { id: string; brCode: string; expiresAt: string } };
  await processes.ask('POST', `/internal/orders/${id}/checkout-state`, shop.user_id, {
    external_id: data.id,
    br_code: data.brCode,
    expires_at: data.expiresAt,
  });
  return data.id;
}

/** Asks for the money back until the bank has given it: it may lack the funds at first, or not answer. */
export async function giveBack(
  { processes, bank, random }: Market,
  { id, shop }: Bought,
  attempt_id?: string,
) {
  const luck = random();
  if (luck < 0.2) {
    const body = { data: null, success: false, error: 'INSUFFICIENT_FUNDS' };
    bank.fault({ route: 'refund', status: 400, body });
  } else if (luck < 0.4) bank.fault({ route: 'refund', after_effect: true, cut: true });
  for (;;) {
    const { status, body } = await processes.ask('POST', `/internal/orders/${id}/refund`, shop.user_id, {
      attempt_id,
    });
    if (status !== 200) throw new Error(`a refund was answered ${status} ${JSON.stringify(body)}`);
    const money = body.payments.find(
      (it: { attempt_id: string }) => !attempt_id || it.attempt_id === attempt_id,
    );
    if (money.status === 'refunded') return;
    await pause(500);
  }
}
