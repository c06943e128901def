import { eventually } from '@vek1/testing/eventually';
import type { FakeOpenAI } from '@vek1/testing/fakes/openai';
import { type TestHouse, TOKENS } from '@vek1/testing/house';
import { startScriptedHouse } from '@vek1/testing/scripted-house';
import { tableDigests } from '@vek1/testing/table-digests';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let house: TestHouse;
let model: FakeOpenAI;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ house, model, close } = await startScriptedHouse());
});
afterAll(() => close?.());
beforeEach(() => model.reply(() => ({ text: 'Oi!' })));

/** A shop with a customer on WhatsApp, who has talked with its agent, and an order of theirs that is paid. */
async function shopWithCustomer() {
  const shop = await house.shop([{ name: 'Café Bourbon 250g', price_cents: 4290, stock: 10 }]);
  await house.evolution.inbound(shop.instance, { from: '5511944443333', push_name: 'Ana', text: 'oi' });
  await eventually(() => expect(house.evolution.messages(shop.instance)).toHaveLength(2));
  const [lead] = await house.sql`select id from leads where company_id = ${shop.company_id}`;
  const lead_id = String(lead?.id);
  const items = [{ product_id: shop.product_ids[0], quantity: 1 }];
  const body = { store_id: shop.store_id, lead_id, items };
  const { body: order } = await house.rest('POST', '/internal/orders', body, shop.user_id);
  const paid = { to: 'confirmed', reason: 'pago na loja' };
  await house.rest('POST', `/internal/orders/${order.id}/transition`, paid, shop.user_id);
  await house.settled();
  return { shop, lead_id, order };
}

const post = async (body: object, headers: Record<string, string>) => {
  const response = await fetch(`${house.url}/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ type: 'sales', message: 'quero dois', dry_run: true, ...body }),
  });
  return { status: response.status, text: await response.text() };
};

describe('a dry run', () => {
  it.each([
    ['JSON', 'application/json'],
    ['server-sent events', 'text/event-stream'],
  ])('uses every tool and leaves every row of every table as it was, answering %s', async (_, accept) => {
    const { shop, lead_id, order } = await shopWithCustomer();
    const product_id = shop.product_ids[0];
    const args = {
      search_products: { query: 'café' },
      filter_products_by_price: { max_price: 50 },
      list_categories: {},
      get_product_details: { product_id },
      create_order: { items: [{ product_id, quantity: 2 }] },
      check_order_status: {},
      renew_order: { number: `#${order.number}` },
      request_human: { reason: 'quer falar com alguém' },
      confirm_shipping: { order_id: `#${order.number}` },
    };
    const calls = Object.entries(args).map(([name, value]) => ({ name, arguments: value }));
    model.script(
      { tool_calls: calls.slice(0, 4) },
      { tool_calls: calls.slice(4) },
      { text: 'Fica R$ 85,80.' },
    );

    const before = await tableDigests(house.sql);
    const person = { 'x-internal-token': TOKENS.internal, 'x-actor-user-id': shop.user_id };
    const { text } = await post({ store_id: shop.store_id, lead_id }, { ...person, accept });
    await house.settled();
    const after = await tableDigests(house.sql);

    const answer = JSON.parse(
      accept === 'text/event-stream' ? (/event: done\ndata: (.*)/.exec(text)?.[1] ?? '') : text,
    );
    expect(answer).toMatchObject({ response: 'Fica R$ 85,80.', iterations: 3, quota: 'ALLOW' });
    expect(answer.usage.input_tokens).toBeGreaterThan(0);
    const results = Object.fromEntries(
      answer.tool_calls.map(({ name, result }: { name: string; result: object }) => [name, result]),
    );
    // A tool that is new must be tried here as well.
    const offered = model.requests.at(-1)?.tools?.map((tool) => tool.function.name) ?? [];
    expect(Object.keys(results).sort()).toEqual(offered.toSorted());
    expect(JSON.stringify(results)).not.toContain('"error"');
    expect(results.create_order).toMatchObject({ status: 'dry_run', total: 'R$ 85,80' });
    for (const name of ['confirm_shipping', 'renew_order'])
      expect(results[name]).toMatchObject({ status: 'dry_run' });
    expect(after).toEqual(before);
  });

  it('is refused to whoever carries no internal token, and without a shop keeps nothing either', async () => {
    expect((await post({}, {})).status).toBe(403);
    const before = await tableDigests(house.sql);
    expect((await post({}, { 'x-internal-token': TOKENS.internal })).status).toBe(200);
    expect(await tableDigests(house.sql)).toEqual(before);
  });
});
