import type { AgentActor } from '@vek1/core/kernel/actor';
import { newId } from '@vek1/core/kernel/ids';
import { order as orders } from '@vek1/core/order';
import type { FakeOpenAI } from '@vek1/testing/fakes/openai';
import { type TestHouse, TOKENS } from '@vek1/testing/house';
import { startScriptedHouse } from '@vek1/testing/scripted-house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let house: TestHouse;
let model: FakeOpenAI;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ house, model, close } = await startScriptedHouse());
});
afterAll(() => close?.());

const shopOfFive = () =>
  house.shop(
    Array.from({ length: 5 }, (_, index) => ({ name: `Peça ${index}`, price_cents: 1000, stock: 500 })),
  );

let phones = 0;
const newPhone = () => {
  phones += 1;
  return `1198765${String(phones).padStart(4, '0')}`;
};

/** What `create_order` answers in a turn of `/chat`. Without headers: a stranger's, of whom the socket says from where. */
async function buy(
  shop: Shop,
  {
    product = 0,
    quantity = 1,
    phone = newPhone(),
    ...body
  }: Record<string, unknown> & { product?: number; quantity?: number; phone?: string },
  headers: Record<string, string> = {},
) {
  const items = [{ product_id: shop.product_ids[product], quantity }];
  model.script(
    { tool_calls: [{ name: 'create_order', arguments: { items, customer_info: { phone } } }] },
    { text: 'Certo.' },
  );
  const response = await fetch(`${house.url}/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ type: 'sales', message: 'quero', store_id: shop.store_id, ...body }),
  });
  const { tool_calls } = await response.json();
  return tool_calls[0].result;
}

const INTERNAL = { 'x-internal-token': TOKENS.internal };

describe('a visitor whom nobody vouches for', () => {
  it('has at most three orders unpaid from one address, under whatever phone, until one is over', async () => {
    const shop = await shopOfFive();
    const made = [];
    for (const product of [0, 1, 2]) made.push(await buy(shop, { product }));
    expect(made.map(({ number }) => number)).toEqual(['#1001', '#1002', '#1003']);
    expect(await buy(shop, { product: 3 })).toMatchObject({
      reason: 'order.too_many_unpaid',
      error:
        'Já há 3 pedidos esperando pagamento. É preciso pagar ou cancelar um deles antes de fazer outro.',
    });
    await house.rest(
      'POST',
      `/internal/orders/${made[0].order_id}/transition`,
      { to: 'cancelled' },
      shop.user_id,
    );
    expect(await buy(shop, { product: 3 })).toMatchObject({ status: 'awaiting_payment' });
  });

  it('holds a few units only, for ten minutes', async () => {
    const shop = await shopOfFive();
    await house.sql`update payment_settings set pix_expires_minutes = 60 where company_id = ${shop.company_id}`;
    expect(await buy(shop, { quantity: 21 })).toMatchObject({
      reason: 'order.too_many_held',
      error: expect.stringContaining('20 unidades'),
    });
    expect(await buy(shop, { quantity: 15 })).toMatchObject({ status: 'awaiting_payment' });
    expect(await buy(shop, { product: 1, quantity: 6 })).toMatchObject({ reason: 'order.too_many_held' });
    const [attempt] = await house.sql`
      select extract(epoch from a.expires_at - o.created_at)::int as lives_s
        from orders o join payment_attempts a on a.company_id = o.company_id and a.order_id = o.id
       where o.company_id = ${shop.company_id}`;
    expect(attempt?.lives_s).toBeGreaterThan(590);
    expect(attempt?.lives_s).toBeLessThanOrEqual(601);
    // The order's own end, should nobody manage to charge it.
    const timers = await house.sql`
      select (w.delay_until_epoch_ms - w.created_at) / 1000 as after_s
        from dbos.workflow_status w join payment_attempts a on w.workflow_uuid = 'uncharged:' || a.id
       where a.company_id = ${shop.company_id}`;
    expect(timers.map(({ after_s }) => Math.round(Number(after_s) / 10) * 10)).toEqual([600]);
  });

  it('is one visitor wherever in its network of IPv6 it writes from, and not its neighbour', async () => {
    const shop = await shopOfFive();
    const from = (ip: string) => ({ ...INTERNAL, 'x-client-ip': ip });
    for (const [product, ip] of ['2001:db8::1', '2001:DB8:0:0:1::2', '2001:db8::ffff:3'].entries())
      expect(await buy(shop, { product }, from(ip))).toMatchObject({ status: 'awaiting_payment' });
    expect(await buy(shop, { product: 3 }, from('2001:db8:0:0::9'))).toMatchObject({
      reason: 'order.too_many_unpaid',
    });
    expect(await buy(shop, { product: 3 }, from('2001:db8:0:1::9'))).toMatchObject({
      status: 'awaiting_payment',
    });
    const addresses = await house.sql`
      select distinct visitor_ip from orders where company_id = ${shop.company_id} order by 1`;
    expect(addresses.map(({ visitor_ip }) => visitor_ip)).toEqual(['2001:db8:0:0::/64', '2001:db8:0:1::/64']);
  });
});

describe('a lead', () => {
  const leadOf = async (shop: Shop) =>
    (
      await house.rest(
        'POST',
        '/internal/leads/ensure',
        { store_id: shop.store_id, channel: 'web', external_id: 'ana', name: 'Ana' },
        shop.user_id,
      )
    ).body.id as string;

  it('has at most three unpaid orders, holds more than a visitor, and as long as the store says', async () => {
    const shop = await shopOfFive();
    await house.sql`update payment_settings set pix_expires_minutes = 60 where company_id = ${shop.company_id}`;
    const lead_id = await leadOf(shop);
    const as = { ...INTERNAL, 'x-client-ip': '203.0.113.9' };
    expect(await buy(shop, { lead_id, quantity: 101 }, as)).toMatchObject({ reason: 'order.too_many_held' });
    for (const product of [0, 1, 2])
      expect(await buy(shop, { lead_id, product, quantity: 30 }, as)).toMatchObject({
        status: 'awaiting_payment',
      });
    expect(await buy(shop, { lead_id, product: 3 }, as)).toMatchObject({ reason: 'order.too_many_unpaid' });
    // What is there already is answered, not refused.
    expect(await buy(shop, { lead_id, product: 0, quantity: 30 }, as)).toMatchObject({ number: '#1001' });
    // A dry run is told what an order would be told.
    expect(await buy(shop, { lead_id, product: 3, dry_run: true }, as)).toMatchObject({
      reason: 'order.too_many_unpaid',
    });
    const [attempt] = await house.sql`
      select min(extract(epoch from expires_at - created_at))::int as lives_s from payment_attempts where company_id = ${shop.company_id}`;
    expect(attempt?.lives_s).toBeGreaterThan(3000);
    const [order] = await house.sql`select visitor_ip from orders where company_id = ${shop.company_id}`;
    expect(order).toEqual({ visitor_ip: null });
  });

  it('is not held to it by a person of the shop, nor lets an agent go around it by a draft', async () => {
    const shop = await shopOfFive();
    const { company_id, store_id, agent_id } = shop;
    const lead_id = await leadOf(shop);
    const items = (product: number) => [{ product_id: String(shop.product_ids[product]), quantity: 1 }];
    for (const product of [0, 1, 2, 3]) {
      const body = { store_id, lead_id, items: items(product) };
      expect((await house.rest('POST', '/internal/orders', body, shop.user_id)).status).toBe(201);
    }
    const agent: AgentActor = { kind: 'agent', company_id, store_id, agent_id, lead_id, turn_id: newId() };
    const inside = { face: 'internal' } as const;
    const draft = await house.runner.run(
      orders.create,
      agent,
      { store_id, lead_id, items: items(4), draft: true },
      inside,
    );
    await expect(
      house.runner.run(orders.transition, agent, { id: draft.id, to: 'pending' }, inside),
    ).rejects.toMatchObject({ reason: 'order.too_many_unpaid' });
  });
});
