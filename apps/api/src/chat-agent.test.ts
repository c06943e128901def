import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHIPPED } from '@vek1/core/agent';
import type { ChatAnswer } from '@vek1/core/chat/contract';
import { eventually } from '@vek1/testing/eventually';
import { type FakeOpenAI, startOpenAI } from '@vek1/testing/fakes/openai';
import type { TestHouse } from '@vek1/testing/house';
import { startScriptedHouse } from '@vek1/testing/scripted-house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const price = 'price: { input_per_million_cents: 1, output_per_million_cents: 1 }';
const TYPES = `${readFileSync(SHIPPED, 'utf8')}
  clerk:
    name: Balcão
    description: Só procura.
    model: openai-compatible/scripted-pro
    temperature: 0.9
    max_output_tokens: 321
    tools: [search_products, confirm_shipping]
    ${price}
    prompt: Você é do balcão.
    handoff_rules: [O cliente quer ver a peça.]
  foreign:
    name: De fora
    description: Pede um modelo de outro provedor.
    model: deepseek/deepseek-v4-pro
    temperature: 0
    tools: []
    ${price}
    prompt: Você é de fora.
    handoff_rules: []
`;

let folder: string;
let house: TestHouse;
let model: FakeOpenAI;
let second: FakeOpenAI;
let close: () => Promise<void>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chat-agent-'));
  const agents_config = join(folder, 'agents.yaml');
  writeFileSync(agents_config, TYPES);
  second = await startOpenAI();
  ({ house, model, close } = await startScriptedHouse({
    agents_config,
    fallback: { provider: 'openai', base_url: `${second.url}/v1`, model: 'second' },
  }));
});
afterAll(async () => {
  await close?.();
  await second?.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => model.reply(() => ({ text: 'Oi!' })));

const GOODS = [{ name: 'Café Bourbon 250g', price_cents: 4290, stock: 10 }];

async function shopOf(type = 'sales'): Promise<Shop> {
  const shop = await house.shop(GOODS);
  await house.sql`update agents set type = ${type} where id = ${shop.agent_id}`;
  return shop;
}
const set = (shop: Shop, changes: object) =>
  house.rest('PATCH', `/internal/agents/${shop.agent_id}`, changes, shop.user_id);

/** What a turn of `/chat` answers, and what the model was asked first. */
async function turn(body: object, user_id?: string) {
  const first = model.requests.length;
  const { status, body: answer } = await house.rest(
    'POST',
    '/chat',
    { type: 'sales', message: 'oi', ...body },
    user_id,
  );
  const asked = model.requests[first];
  return {
    status,
    answer: answer as ChatAnswer,
    asked,
    tools: asked?.tools?.map((tool) => tool.function.name) ?? [],
    instructions: String(asked?.messages[0]?.content),
  };
}

describe('the type of an agent', () => {
  it('decides how the model is asked, and what it is offered', async () => {
    const { store_id } = await shopOf('clerk');
    const { asked, tools, instructions, answer } = await turn({ store_id });
    expect(asked).toMatchObject({ model: 'scripted-pro', temperature: 0.9, max_tokens: 321 });
    expect(answer).toMatchObject({ model: 'scripted-pro', agent_type: 'clerk' });
    expect(tools).toEqual(['search_products']);
    expect(instructions).toContain('Você é do balcão.');
    expect(instructions).toContain('- O cliente quer ver a peça.');
  });

  it('decides on WhatsApp as well', async () => {
    const shop = await shopOf('clerk');
    const first = model.requests.length;
    await house.evolution.inbound(shop.instance, { from: '5511911112222', text: 'oi' });
    await eventually(() => expect(model.requests.length).toBe(first + 1));
    expect(model.requests[first]).toMatchObject({ model: 'scripted-pro', temperature: 0.9, max_tokens: 321 });
    expect(model.requests[first]?.tools?.map((tool) => tool.function.name)).toEqual(['search_products']);
    await house.settled();
  });

  it('names a model for its own provider only', async () => {
    const { store_id } = await shopOf('foreign');
    const { asked, tools } = await turn({ store_id });
    expect(asked).toMatchObject({ model: 'scripted', temperature: 0 });
    expect(tools).toEqual([]);
    expect((await turn({ type: 'clerk' })).asked).toMatchObject({ model: 'scripted-pro', temperature: 0.9 });
  });

  it('keeps from the model what it does not allow, whatever the model asks for', async () => {
    const shop = await shopOf('clerk');
    const items = [{ product_id: shop.product_ids[0], quantity: 1 }];
    const args = { items, customer_info: { phone: '11987654321' } };
    model.script(
      { tool_calls: [{ name: 'create_order', arguments: args }] },
      { text: 'Não vendo por aqui.' },
    );
    const { answer } = await turn({ store_id: shop.store_id });
    expect(answer.tool_calls[0]?.result).toEqual({ error: 'There is no tool create_order.' });
    expect([...(await house.sql`select 1 from orders where company_id = ${shop.company_id}`)]).toEqual([]);
  });

  it('that the file no longer has leaves an agent that looks up and sells nothing', async () => {
    const { store_id } = await shopOf('forgotten');
    const { tools, status } = await turn({ store_id });
    expect(status).toBe(200);
    expect(tools).toContain('search_products');
    expect(tools).not.toContain('create_order');
  });
});

describe('a fallback', () => {
  it('answers a step that the first could not, is named by it and metered under its name', async () => {
    const shop = await shopOf();
    model.script(
      { tool_calls: [{ name: 'search_products', arguments: { query: 'café' } }] },
      { status: 402 },
    );
    second.script({ text: 'Temos por R$ 42,90.' });
    const { answer } = await turn({ store_id: shop.store_id });
    expect(answer).toMatchObject({ response: 'Temos por R$ 42,90.', model: 'second', iterations: 2 });
    // It goes on from what the first had done.
    expect(second.requests.at(-1)?.messages.map(({ role }) => role)).toEqual([
      'system',
      'user',
      'assistant',
      'tool',
    ]);
    const used =
      await house.sql`select model from token_usage where company_id = ${shop.company_id} order by id`;
    expect(used.map((row) => row.model)).toEqual(['scripted', 'second']);
    const health = await (await fetch(`${house.url}/health`)).json();
    expect(health.llm).toEqual({
      status: 'ok',
      provider: 'openai-compatible',
      model: 'scripted',
      fallback: { status: 'ok', provider: 'openai', model: 'second' },
    });
  });
});

describe('what an agent was given', () => {
  it('reaches the model', async () => {
    const shop = await shopOf();
    const hours = { monday: [{ opens: '10:00', closes: '19:00' }] };
    await set(shop, {
      persona: 'Você ama café.',
      tone: 'caipira',
      greeting: 'Opa, tudo bão?',
      forbidden_subjects: ['futebol'],
      handoff_rules: ['Pediu desconto.'],
      limits: { messages_per_lead_per_day: 40 },
      business_hours: hours,
    });
    const { instructions } = await turn({ store_id: shop.store_id });
    for (const said of ['Você ama café.', 'caipira', 'Opa, tudo bão?', '- futebol', '- Pediu desconto.'])
      expect(instructions).toContain(said);
    expect(instructions).toContain('no máximo 40 vezes por dia');
    expect(instructions).toContain('segunda: 10:00 às 19:00; terça a domingo: fechado');
  });

  it('takes the hours of the store where it has none of its own', async () => {
    const shop = await shopOf();
    const hours = { sunday: [{ opens: '08:00', closes: '12:00' }] };
    await house.rest('PATCH', `/internal/stores/${shop.store_id}`, { hours }, shop.user_id);
    expect((await turn({ store_id: shop.store_id })).instructions).toContain('domingo: 08:00 às 12:00');
  });

  it('speaks on its own channels only', async () => {
    const shop = await shopOf();
    const asStranger = () =>
      fetch(`${house.url}/chat`, {
        method: 'POST',
        body: JSON.stringify({ type: 'sales', message: 'oi', store_id: shop.store_id }),
      });
    await set(shop, { channels: ['whatsapp'] });
    expect((await asStranger()).status).toBe(404);
    await set(shop, { channels: ['web'] });
    expect((await asStranger()).status).toBe(200);
    await house.evolution.inbound(shop.instance, { from: '5511933334444', text: 'oi' });
    await house.settled();
    expect(house.evolution.messages(shop.instance).map(({ direction }) => direction)).toEqual(['inbound']);
  });
});

describe('the limit of a day', () => {
  it('calls a person instead of the model, for the lead that reached it', async () => {
    const shop = await shopOf();
    await set(shop, { limits: { messages_per_lead_per_day: 1 } });
    const from = '5511955556666';
    const said = () =>
      house.evolution
        .messages(shop.instance, from)
        .filter(({ direction }) => direction === 'outbound')
        .map(({ text }) => text);
    await house.evolution.inbound(shop.instance, { from, text: 'oi' });
    await eventually(() => expect(said()).toEqual(['Oi!']));
    const asked = model.requests.length;
    await house.evolution.inbound(shop.instance, { from, text: 'e café?' });
    await eventually(() => expect(said()).toEqual(['Oi!', expect.stringMatching(/^Por hoje .* pessoa/)]));
    await house.settled();
    expect(model.requests.length).toBe(asked);
    expect([
      ...(await house.sql`select state from conversations where company_id = ${shop.company_id}`),
    ]).toEqual([{ state: 'waiting' }]);
    expect([...(await house.sql`select kind from tasks where company_id = ${shop.company_id}`)]).toEqual([
      { kind: 'hand_off' },
    ]);
    // Another lead is answered.
    expect((await turn({ store_id: shop.store_id })).answer.response).toBe('Oi!');
  });

  it('of all answers together holds on /chat too, and a new day begins anew', async () => {
    const shop = await shopOf();
    await set(shop, { limits: { messages_per_day: 2 } });
    const ask = async () => (await turn({ store_id: shop.store_id })).answer;
    expect([(await ask()).response, (await ask()).response]).toEqual(['Oi!', 'Oi!']);
    const asked = model.requests.length;
    expect(await ask()).toMatchObject({
      response: expect.stringMatching(/^Por hoje/),
      iterations: 0,
      quota: 'ALLOW',
    });
    await ask();
    expect(model.requests.length).toBe(asked);
    const tasks = await house.sql`select title from tasks where company_id = ${shop.company_id}`;
    expect([...tasks]).toEqual([{ title: expect.stringContaining('limite de mensagens do dia') }]);
    await house.sql`update turns set created_at = created_at - interval '1 day' where company_id = ${shop.company_id}`;
    expect((await ask()).response).toBe('Oi!');
  });
});

describe('confirm_shipping', () => {
  async function confirmedOrder(shop: Shop) {
    const items = [{ product_id: shop.product_ids[0], quantity: 1 }];
    const { body: order } = await house.rest(
      'POST',
      '/internal/orders',
      { store_id: shop.store_id, items },
      shop.user_id,
    );
    await house.rest(
      'POST',
      `/internal/orders/${order.id}/transition`,
      { to: 'confirmed', reason: 'pago' },
      shop.user_id,
    );
    return order;
  }
  const ship = (order_id: string) => ({
    tool_calls: [{ name: 'confirm_shipping', arguments: { order_id } }],
  });

  it('is offered to people of the shop alone', async () => {
    const shop = await shopOf();
    const body = { store_id: shop.store_id };
    expect((await turn(body)).tools).not.toContain('confirm_shipping');
    expect((await turn(body, shop.user_id)).tools).toContain('confirm_shipping');
    model.script(ship('#1001'), { text: 'Não posso.' });
    expect((await turn(body)).answer.tool_calls[0]?.result).toEqual({
      error: 'There is no tool confirm_shipping.',
    });
  });

  it('marks the order as shipped, as the person who said so, by its number', async () => {
    const shop = await shopOf();
    const order = await confirmedOrder(shop);
    model.script(ship(`#${order.number}`), ship(order.id), { text: 'Marquei como enviado.' });
    const { answer } = await turn({ store_id: shop.store_id, message: 'saiu o pedido' }, shop.user_id);
    const shipped = { number: `#${order.number}`, status: 'shipped' };
    expect(answer.tool_calls.map(({ result }) => result)).toEqual([shipped, shipped]);
    const events = await house.sql`
      select actor from order_events where order_id = ${order.id} and to_status = 'shipped'`;
    expect([...events]).toEqual([{ actor: `user:${shop.user_id}` }]);
    await house.settled();
  });

  it('ships no order that is not paid, nor one of another shop', async () => {
    const shop = await shopOf();
    const other = await shopOf();
    const foreign = await confirmedOrder(other);
    const items = [{ product_id: shop.product_ids[0], quantity: 1 }];
    const { body: unpaid } = await house.rest(
      'POST',
      '/internal/orders',
      { store_id: shop.store_id, items },
      shop.user_id,
    );
    model.script(ship(`#${unpaid.number}`), ship(foreign.id), ship('amanhã'), { text: 'Não deu.' });
    const { answer } = await turn({ store_id: shop.store_id }, shop.user_id);
    expect(answer.tool_calls.map(({ result }) => result)).toMatchObject([
      { reason: 'order.transition_not_allowed' },
      { error: expect.stringContaining('não encontrado') },
      { error: expect.stringContaining('order_id') },
    ]);
    expect((await turn({ store_id: shop.store_id }, other.user_id)).status).toBe(403);
    await house.sql`insert into users (id, name, email, created_at, updated_at) values ('newcomer', 'N', 'n@x.example', now(), now())`;
    expect((await turn({ store_id: shop.store_id }, 'newcomer')).status).toBe(403);
  });
});

describe('what is not of this shop', () => {
  it('is declined without the mark, and the trace proves it', async () => {
    const shop = await shopOf();
    const from = '5511977778888';
    const said = () =>
      house.evolution.messages(shop.instance, from).filter(({ direction }) => direction === 'outbound');
    model.script(
      { text: '[fora do assunto] Disso não entendo, mas posso te mostrar nossos cafés.' },
      { text: 'Temos!' },
    );
    await house.evolution.inbound(shop.instance, { from, text: 'quem ganhou o jogo?' });
    await eventually(() =>
      expect(said().map(({ text }) => text)).toEqual([
        'Disso não entendo, mas posso te mostrar nossos cafés.',
      ]),
    );
    await house.evolution.inbound(shop.instance, { from, text: 'tem café?' });
    await eventually(() => expect(said()).toHaveLength(2));
    await house.settled();
    const [conversation] =
      await house.sql`select id from conversations where company_id = ${shop.company_id}`;
    const { body } = await house.rest(
      'GET',
      `/internal/conversations/${conversation?.id}/turns`,
      undefined,
      shop.user_id,
    );
    expect(body.items).toMatchObject([
      { declined: false },
      { declined: true, steps: [{ message: { text: expect.stringMatching(/^\[fora do assunto\]/) } }] },
    ]);
  });

  it('is declined in words even where the model only marks it', async () => {
    const { store_id } = await shopOf();
    model.script({ text: '[Fora do Assunto]' });
    expect((await turn({ store_id })).answer.response).toMatch(/^Sobre isso não consigo ajudar/);
    expect((await turn({})).answer.response).toBe('Oi!');
  });
});
