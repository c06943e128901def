import { eventually } from '@vek1/testing/eventually';
import type { FakeOpenAI } from '@vek1/testing/fakes/openai';
import type { TestHouse } from '@vek1/testing/house';
import { startScriptedHouse } from '@vek1/testing/scripted-house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let house: TestHouse;
let model: FakeOpenAI;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ house, model, close } = await startScriptedHouse({ chat_burst_ms: 400 }));
});
afterAll(() => close?.());

let customers = 0;

/** A new customer of a new shop, and what the shop answers to what they say. */
async function newCustomer() {
  customers += 1;
  const from = `55119000${String(customers).padStart(5, '0')}`;
  const shop = await house.shop([
    { name: 'Café Bourbon 250g', price_cents: 4290, stock: 10 },
    { name: 'Xícara esmaltada', price_cents: 2500, stock: 0 },
  ]);
  const first = model.requests.length;
  const answered = () =>
    house.evolution.messages(shop.instance, from).filter((message) => message.direction === 'outbound');
  return {
    shop,
    from,
    requests: () => model.requests.slice(first),
    async say(text: string) {
      const before = answered().length;
      await house.evolution.inbound(shop.instance, { from, push_name: 'Ana', text });
      await eventually(() => expect(answered().length).toBeGreaterThan(before));
      await house.settled();
      return answered()
        .slice(before)
        .map((message) => message.text);
    },
  };
}

const ordersOf = (shop: Shop) =>
  house.sql`select status, total_cents::int, lead_id is not null as has_lead from orders where company_id = ${shop.company_id}`;

describe('a turn with a model behind an OpenAI-compatible server', () => {
  it('offers its tools as JSON schemas and gives their results back', async () => {
    const { shop, say, requests } = await newCustomer();
    model.script(
      { tool_calls: [{ name: 'search_products', arguments: { query: 'café' } }] },
      { text: 'Temos o Café Bourbon por R$ 42,90.' },
    );
    expect(await say('tem café?')).toEqual(['Temos o Café Bourbon por R$ 42,90.']);

    const [asked, told] = requests();
    expect(asked?.tools?.map((tool) => tool.function.name)).toEqual([
      'search_products',
      'filter_products_by_price',
      'list_categories',
      'get_product_details',
      'create_order',
      'check_order_status',
      'renew_order',
      'request_human',
    ]);
    expect(asked?.tools?.[0]?.function.parameters).toMatchObject({
      type: 'object',
      properties: { query: { type: 'string' }, limit: { type: 'integer' } },
      required: ['query'],
      additionalProperties: false,
    });
    // Store, lead and price never are arguments of the model.
    expect(JSON.stringify(asked?.tools)).not.toMatch(/store_id|lead_id|agent_id/);
    expect(JSON.stringify(asked?.tools?.find((tool) => tool.function.name === 'create_order'))).not.toMatch(
      /price/,
    );
    const result = told?.messages.find((message) => message.role === 'tool');
    expect(result).toMatchObject({ tool_call_id: expect.any(String) });
    expect(JSON.parse(String(result?.content))).toEqual({
      products: [
        {
          product_id: shop.product_ids[0],
          name: 'Café Bourbon 250g',
          category: 'Geral',
          price_cents: 4290,
          price: 'R$ 42,90',
          available: 10,
        },
      ],
    });
  });

  it('ends after five steps with a useful sentence', async () => {
    const { say, requests } = await newCustomer();
    model.reply(() => ({ tool_calls: [{ name: 'search_products', arguments: { query: 'café' } }] }));
    expect(await say('tem café?')).toEqual([expect.stringContaining('Pode me dizer de novo')]);
    expect(requests()).toHaveLength(5);
  });

  it('makes one order of a model that asks for the same one twice', async () => {
    const { shop, say } = await newCustomer();
    const order = {
      name: 'create_order',
      arguments: { items: [{ product_id: shop.product_ids[0], quantity: 2 }] },
    };
    model.script({ tool_calls: [order] }, { tool_calls: [order, order] }, { text: 'Pronto!' });
    const [answer, , code] = await say('quero dois');
    expect(answer).toBe('Pronto!');
    expect(code).toMatch(/^000201/);
    expect([...(await ordersOf(shop))]).toEqual([
      { status: 'awaiting_payment', total_cents: 8580, has_lead: true },
    ]);
  });

  it('tells the model what was wrong: broken JSON, unknown tools, fake products, no stock', async () => {
    const { shop, say, requests } = await newCustomer();
    const fake = '00000000-0000-0000-0000-000000000007';
    model.script(
      {
        tool_calls: [
          { name: 'search_products', arguments: '{"query": "caf' },
          { name: 'give_discount', arguments: {} },
          { name: 'create_order', arguments: { items: [{ product_id: fake, quantity: 1 }] } },
          { name: 'create_order', arguments: { items: [{ product_id: shop.product_ids[1], quantity: 1 }] } },
          {
            name: 'create_order',
            arguments: { items: [{ product_id: shop.product_ids[0], quantity: 1, price_cents: 1 }] },
          },
        ],
      },
      { text: 'Esse acabou, desculpe.' },
    );
    expect(await say('quero a xícara')).toEqual(['Esse acabou, desculpe.']);
    const results = requests()
      .at(-1)
      ?.messages.filter((message) => message.role === 'tool')
      .map((message) => String(message.content));
    expect(results).toHaveLength(5);
    expect(results?.[1]).toContain('give_discount');
    expect(results?.[2]).toContain('order.no_real_item');
    expect(results?.[3]).toContain('order.out_of_stock');
    expect(results?.[4]).toContain('price_cents');
    expect([...(await ordersOf(shop))]).toEqual([]);
  });

  it('answers a burst of messages once, as one turn', async () => {
    const { shop, from, requests } = await newCustomer();
    model.script({ text: 'Oi, Ana! Temos sim.' });
    for (const text of ['oi', 'tudo bem?', 'tem café?'])
      await house.evolution.inbound(shop.instance, { from, text });
    await eventually(() => expect(requests()).toHaveLength(1));
    await house.settled();
    expect(requests()[0]?.messages.at(-1)).toMatchObject({
      role: 'user',
      content: 'oi\ntudo bem?\ntem café?',
    });
    const [turns] =
      await house.sql`select count(*)::int as count from turns where company_id = ${shop.company_id}`;
    expect(turns).toEqual({ count: 1 });
  });

  it('goes on with the turn where the model failed, and runs no tool again', async () => {
    const { say, requests, shop } = await newCustomer();
    model.script(
      { tool_calls: [{ name: 'search_products', arguments: { query: 'café' } }] },
      { status: 400 },
      { text: 'Oi! Temos café.' },
    );
    expect(await say('oi')).toEqual(['Oi! Temos café.']);
    const [turn] =
      await house.sql`select status, iterations from turns where company_id = ${shop.company_id}`;
    expect(turn).toEqual({ status: 'done', iterations: 2 });
    // The tool ran before the failure and is not run again.
    expect(requests().filter((request) => request.messages.at(-1)?.role === 'tool')).toHaveLength(2);
  });
});
