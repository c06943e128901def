import type { ChatAnswer } from '@vek1/core/chat/contract';

import { serviceOf } from '@vek1/core/kernel/operation';
import { usage } from '@vek1/core/usage';
import { eventually } from '@vek1/testing/eventually';
import type { FakeOpenAI } from '@vek1/testing/fakes/openai';
import { type TestHouse, TOKENS } from '@vek1/testing/house';
import { startScriptedHouse } from '@vek1/testing/scripted-house';
import { tableDigests } from '@vek1/testing/table-digests';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let house: TestHouse;
let model: FakeOpenAI;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ house, model, close } = await startScriptedHouse());
});
afterAll(() => close?.());

const BLOCKED = 'No momento estou temporariamente indisponível, posso te conectar com um atendente?';
const GOODS = [{ name: 'Café Bourbon 250g', price_cents: 4290, stock: 10, category: 'Cafés' }];
const INTERNAL = { 'x-internal-token': TOKENS.internal };

/** What the door says to a body, as anybody, unless headers say who. */
async function chat(body: object, headers: Record<string, string> = {}, signal?: AbortSignal) {
  const response = await fetch(`${house.url}/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ type: 'sales', message: 'oi', ...body }),
    ...(signal && { signal }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) };
}

const search = { tool_calls: [{ name: 'search_products', arguments: { query: 'café' } }] };

describe('POST /chat', () => {
  it('answers a turn of a shop with its tools, tokens and times, and keeps it', async () => {
    const shop = await house.shop(GOODS);
    model.script(search, { text: 'Temos o Café Bourbon por R$ 42,90.' });
    const { status, json } = await chat({ store_id: shop.store_id, message: 'tem café?' });
    expect(status).toBe(200);
    const answer: ChatAnswer = json();
    expect(answer).toMatchObject({
      response: 'Temos o Café Bourbon por R$ 42,90.',
      agent_type: 'sales',
      iterations: 2,
      quota: 'ALLOW',
      trace_id: expect.any(String),
      tool_calls: [
        {
          name: 'search_products',
          arguments: { query: 'café' },
          result: { products: [{ price: 'R$ 42,90' }] },
        },
      ],
    });
    expect(Object.keys(answer.performance).sort()).toEqual(['llm_ms', 'overhead_ms', 'tools_ms']);
    expect(answer.usage.input_tokens).toBeGreaterThan(0);
    const [turn] =
      await house.sql`select status, asked, answer, conversation_id from turns where company_id = ${shop.company_id}`;
    expect(turn).toEqual({
      status: 'done',
      asked: 'tem café?',
      answer: answer.response,
      conversation_id: null,
    });
    const [used] = await house.sql`
      select count(*)::int as rows, sum(input_tokens)::int as input from token_usage where company_id = ${shop.company_id}`;
    expect(used).toEqual({ rows: 2, input: answer.usage.input_tokens });
    expect([
      ...(await house.sql`select 1 from usage_reservations where company_id = ${shop.company_id}`),
    ]).toEqual([]);
  });

  it('catches an invented figure, lets the model mend it once, and then says something safe', async () => {
    const shop = await house.shop(GOODS);
    const ask = (message: string) => chat({ store_id: shop.store_id, message });
    const before = model.requests.length;
    model.script({ text: 'Custa R$ 39,90.' }, search, { text: 'Custa R$ 42,90.' });
    expect((await ask('faz por R$ 39,90?')).json().response).toBe('Custa R$ 42,90.');
    expect(model.requests[before + 1]?.messages.at(-1)).toMatchObject({
      role: 'user',
      content: expect.stringContaining('R$ 39,90'),
    });

    model.script(search, { text: 'Para você, R$ 10!' }, { text: 'Está bem: R$ 11.' });
    const stubborn = (await ask('vende por R$ 10?')).json();
    expect(stubborn.response).toMatch(/^Deixa eu confirmar esse valor/);
    expect(stubborn.iterations).toBe(3);
  });

  it('streams steps, tools, the checked text alone, and the whole answer last', async () => {
    const shop = await house.shop(GOODS);
    model.script(search, { text: 'Custa R$ 1,00.' }, { text: 'Custa R$ 42,90.' });
    const { text, headers } = await chat({ store_id: shop.store_id }, { accept: 'text/event-stream' });
    expect(headers.get('content-type')).toContain('text/event-stream');
    const events = text
      .trim()
      .split('\n\n')
      .map((block) => ({
        event: /^event: (.*)$/m.exec(block)?.[1],
        data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null'),
      }));
    expect(events.map(({ event }) => event)).toEqual(['step', 'tool', 'step', 'step', 'text', 'done']);
    expect(events.at(-2)?.data).toEqual({ text: 'Custa R$ 42,90.' });
    expect(text).not.toContain('R$ 1,00');
    expect(events.at(-1)?.data).toMatchObject({ response: 'Custa R$ 42,90.', iterations: 3 });

    model.script({ status: 400 });
    const failed = await chat({ store_id: shop.store_id }, { accept: 'text/event-stream' });
    expect(failed.text).toMatch(/^event: error$/m);
    expect(failed.text).toContain('SERVICE_UNAVAILABLE');
  });

  it('sells to a visitor who gives a phone, as a lead of the store, and to nobody without one', async () => {
    const shop = await house.shop(GOODS);
    const order = (customer_info: object) => ({
      tool_calls: [
        {
          name: 'create_order',
          arguments: { items: [{ product_id: shop.product_ids[0], quantity: 2 }], customer_info },
        },
      ],
    });
    model.script(order({}), { text: 'Qual é o seu telefone?' });
    const without = (await chat({ store_id: shop.store_id, message: 'quero dois' })).json();
    expect(without.tool_calls[0].result).toMatchObject({ reason: 'order.phone_required' });
    expect(without.order).toBeUndefined();

    model.script(order({ name: 'Ana', phone: '11 98765-4321' }), { text: 'Pronto: R$ 85,80.' });
    const { order: made, response } = (
      await chat({ store_id: shop.store_id, message: 'quero dois, 11 98765-4321' })
    ).json();
    expect(response).toBe('Pronto: R$ 85,80.');
    expect(made).toMatchObject({
      total_cents: 8580,
      status: 'awaiting_payment',
      payment: { br_code: expect.stringMatching(/^000201/) },
    });
    const [lead] =
      await house.sql`select channel, phone, name from leads where company_id = ${shop.company_id}`;
    expect(lead).toEqual({ channel: 'web', phone: '11 98765-4321', name: 'Ana' });
  });

  it('opens nothing stored to a stranger who names a lead', async () => {
    const shop = await house.shop(GOODS);
    const { body: lead } = await house.rest(
      'POST',
      '/internal/leads/ensure',
      { store_id: shop.store_id, channel: 'web', external_id: 'ana', name: 'Ana' },
      shop.user_id,
    );
    const { body: order } = await house.rest(
      'POST',
      '/internal/orders',
      {
        store_id: shop.store_id,
        lead_id: lead.id,
        items: [{ product_id: shop.product_ids[0], quantity: 1 }],
      },
      shop.user_id,
    );
    const status = {
      tool_calls: [{ name: 'check_order_status', arguments: { number: `#${order.number}` } }],
    };

    model.script(status, { text: 'Não vejo pedidos.' });
    const stranger = (await chat({ store_id: shop.store_id, lead_id: lead.id })).json();
    expect(stranger.tool_calls[0].result).toEqual({ orders: [] });
    expect(model.requests.at(-1)?.messages[0]?.content).not.toContain('Ana');

    model.script(status, { text: 'Aqui está.' });
    const trusted = (await chat({ store_id: shop.store_id, lead_id: lead.id }, INTERNAL)).json();
    expect(trusted.tool_calls[0].result.orders).toMatchObject([
      { number: `#${order.number}`, total: 'R$ 42,90', status_label: expect.any(String) },
    ]);
    expect((await chat({ store_id: shop.store_id, lead_id: shop.store_id }, INTERNAL)).status).toBe(422);
  });

  it('without a shop has no tools and keeps nothing', async () => {
    await house.settled();
    const before = await tableDigests(house.sql);
    model.script({ text: 'Olá! Como posso ajudar?' });
    const { status, json } = await chat({});
    expect({ status, response: json().response, tools: json().tool_calls }).toEqual({
      status: 200,
      response: 'Olá! Como posso ajudar?',
      tools: [],
    });
    expect(model.requests.at(-1)?.tools ?? []).toEqual([]);
    expect(await tableDigests(house.sql)).toEqual(before);
  });

  it('says a sentence, calls no model and spends nothing when the tokens are used up', async () => {
    const shop = await house.shop(GOODS);
    await house.runner.run(
      usage.setAllowance,
      serviceOf(shop.company_id, 'test'),
      { tokens: 0, since: '2026-01-01T00:00:00Z' },
      { face: 'internal' },
    );
    const asked = model.requests.length;
    const { status, json } = await chat({ store_id: shop.store_id });
    expect({ status, ...json() }).toMatchObject({
      status: 200,
      response: BLOCKED,
      quota: 'BLOCK',
      iterations: 0,
      usage: { input_tokens: 0, cost_micros: 0 },
    });

    const from = '5511977776666';
    await house.evolution.inbound(shop.instance, { from, push_name: 'Bia', text: 'oi' });
    const answers = () =>
      house.evolution.messages(shop.instance, from).filter(({ direction }) => direction === 'outbound');
    await eventually(() => expect(answers().map(({ text }) => text)).toEqual([BLOCKED]));
    await house.settled();
    expect(model.requests.length).toBe(asked);
    expect([...(await house.sql`select 1 from token_usage where company_id = ${shop.company_id}`)]).toEqual(
      [],
    );
    const tasks = await house.sql`select kind from tasks where company_id = ${shop.company_id}`;
    expect([...tasks]).toEqual([{ kind: 'hand_off' }, { kind: 'hand_off' }]);
  });

  it('stops the model when the client hangs up, and not a tool that has begun', async () => {
    const shop = await house.shop(GOODS);
    const order = {
      name: 'create_order',
      arguments: {
        items: [{ product_id: shop.product_ids[0], quantity: 1 }],
        customer_info: { phone: '11987650000' },
      },
    };
    const before = model.requests.length;
    model.script({ tool_calls: [order] }, { text: 'Pronto!', delay_ms: 5_000 });
    const gone = new AbortController();
    const hung = chat({ store_id: shop.store_id }, {}, gone.signal).catch((error: Error) => error.name);
    await eventually(() => expect(model.requests.length).toBe(before + 2));
    gone.abort();
    expect(await hung).toBe('AbortError');
    await eventually(async () => {
      const [turn] = await house.sql`select status, answer from turns where company_id = ${shop.company_id}`;
      expect(turn).toEqual({ status: 'failed', answer: null });
    }, 4_000);
    expect([...(await house.sql`select status from orders where company_id = ${shop.company_id}`)]).toEqual([
      { status: 'awaiting_payment' },
    ]);
    expect([
      ...(await house.sql`select 1 from usage_reservations where company_id = ${shop.company_id}`),
    ]).toEqual([]);
  });

  it('refuses what is not as the contract says', async () => {
    const shop = await house.shop(GOODS);
    const other = await house.shop(GOODS);
    const unknown = '00000000-0000-4000-8000-000000000009';
    const statusOf = async (body: object, headers = {}) => (await chat(body, headers)).status;
    expect(await statusOf({ store_id: shop.store_id, agent_id: other.agent_id })).toBe(404);
    expect(await statusOf({ store_id: unknown })).toBe(404);
    expect(await statusOf({ store_id: 'no-id' })).toBe(422);
    expect(await statusOf({ message: '' })).toBe(422);
    expect(await statusOf({ stroe_id: shop.store_id })).toBe(422);
    expect(await statusOf({ conversation_history: [{ role: 'system', content: 'x' }] })).toBe(422);
    // Without a socket, which such an answer closes.
    const large = await house.app.request('/chat', {
      method: 'POST',
      headers: { 'content-length': '300000' },
      body: 'x'.repeat(300_000),
    });
    expect(large.status).toBe(413);
    expect(await statusOf({ store_id: shop.store_id }, { 'x-internal-token': 'wrong' })).toBe(401);
    expect(
      await statusOf({ store_id: shop.store_id }, { ...INTERNAL, 'x-actor-user-id': other.user_id }),
    ).toBe(403);
    const broken = await fetch(`${house.url}/chat`, { method: 'POST', body: '{' });
    expect(broken.status).toBe(400);
    await house.sql`update agents set is_active = false where id = ${shop.agent_id}`;
    expect(await statusOf({ store_id: shop.store_id })).toBe(404);
    expect(await statusOf({ store_id: shop.store_id, agent_id: shop.agent_id })).toBe(404);
  });

  it('takes so many turns a minute from one address, and says when there is room again', async () => {
    model.reply(() => ({ text: 'Olá!' }));
    const from = { ...INTERNAL, 'x-client-ip': '203.0.113.7' };
    const first = await chat({}, from);
    expect(first.headers.get('x-ratelimit-limit')).toBe('10');
    expect(first.headers.get('x-ratelimit-remaining')).toBe('9');
    for (let more = 0; more < 9; more += 1) expect((await chat({}, from)).status).toBe(200);
    const refused = await chat({}, from);
    expect(refused.status).toBe(429);
    expect(refused.json()).toMatchObject({ errorCode: 'TOO_MANY_REQUESTS' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect((await chat({}, { ...INTERNAL, 'x-client-ip': '203.0.113.8' })).status).toBe(200);
  });
});
