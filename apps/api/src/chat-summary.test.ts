import { serviceOf } from '@vek1/core/kernel/operation';
import { usage } from '@vek1/core/usage';
import { eventually } from '@vek1/testing/eventually';
import type { FakeOpenAI, OpenAIRequest } from '@vek1/testing/fakes/openai';
import type { TestHouse } from '@vek1/testing/house';
import { startScriptedHouse } from '@vek1/testing/scripted-house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

let house: TestHouse;
let model: FakeOpenAI;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ house, model, close } = await startScriptedHouse());
});
afterAll(() => close?.());

const isAboutMemory = (request: OpenAIRequest) =>
  request.tools?.some((tool) => tool.function.name === 'keep_lines') ?? false;
const told = (request: OpenAIRequest | undefined) => request?.messages.map(({ content }) => content) ?? [];

/** Which lines the model keeps: a function of those it is shown. */
let kept: (lines: string[]) => object;
beforeEach(() => {
  kept = () => ({ text: 'Não sei.' });
  model.reply((request) =>
    isAboutMemory(request)
      ? kept(String(request.messages.at(-1)?.content).split('\n'))
      : { text: 'Temos sim!' },
  );
});
const keeping = (pattern: RegExp) => (lines: string[]) => ({
  tool_calls: [
    {
      name: 'keep_lines',
      arguments: { lines: lines.flatMap((line, at) => (pattern.test(line) ? [at + 1] : [])) },
    },
  ],
});

const chatter = 'conta mais um pouco sobre os cafés que vocês têm na loja hoje '.repeat(40);

let customers = 0;
/** A customer of a new shop; what they say is answered. */
async function newCustomer() {
  customers += 1;
  const from = `55119222${String(customers).padStart(5, '0')}`;
  const shop = await house.shop([{ name: 'Café Bourbon 250g', price_cents: 4290, stock: 10 }]);
  const answers = () =>
    house.evolution.messages(shop.instance, from).filter(({ direction }) => direction === 'outbound').length;
  const first = model.requests.length;
  return {
    shop,
    from,
    async say(text: string) {
      const before = answers();
      await house.evolution.inbound(shop.instance, { from, push_name: 'Ana', text });
      await eventually(() => expect(answers()).toBe(before + 1));
      await house.settled();
    },
    /** A few minutes of chatter, long enough to be summarized after the next turn. */
    async chat() {
      await house.sql`
        insert into messages (company_id, id, conversation_id, store_id, lead_id, agent_id, direction, role, kind, text,
                              status, instance, turn_id, created_at)
        select company_id, gen_random_uuid(), id, store_id, lead_id, agent_id, side, role, 'text', ${chatter},
               status, instance, id, clock_timestamp() + n * interval '1 ms' - interval '10 ms'
          from conversations, generate_series(1, 4) n,
               (values ('inbound', 'customer', 'received'), ('outbound', 'agent', 'sent')) as s(side, role, status)
         where company_id = ${shop.company_id}`;
    },
    requests: () => model.requests.slice(first).filter((request) => !isAboutMemory(request)),
    summaries: () => model.requests.slice(first).filter(isAboutMemory),
  };
}

const kept_of = async ({ company_id }: Shop) => {
  const [row] = await house.sql`select summary from conversations where company_id = ${company_id}`;
  return row?.summary as string | null;
};
it('shows a long conversation as a summary and its newest part, and meters the summary', async () => {
  const { shop, say, chat, requests, summaries } = await newCustomer();
  kept = keeping(/alergia/);
  await say('tenho alergia a amendoim, viu? e vi por R$ 9,99 na outra loja');
  await chat();
  await say('tem café?');
  expect(summaries()).toHaveLength(1);
  const line = 'Cliente: tenho alergia a amendoim, viu? e vi por R$ 9,99 na outra loja';
  expect(await kept_of(shop)).toBe(line);

  // What the summary holds was said, and no tool told it: its figure is no price.
  model.script({ text: 'Sai por R$ 9,99.' }, { text: 'Vou ver o preço.' });
  await say('e o preço?');
  const [asked] = requests().slice(-2);
  expect(told(asked)[1]).toBe(
    `[nota do sistema: o que já foi dito nesta conversa, nas palavras de cada um]\n${line}`,
  );
  expect(told(asked).filter((text) => text?.includes('alergia'))).toHaveLength(1);
  expect(told(asked).at(-1)).toBe('e o preço?');
  expect(told(requests().at(-1)).at(-1)).toContain('R$ 9,99 não veio de nenhuma ferramenta');
  const size = told(asked).join('').length;
  expect(size).toBeLessThan(16_000);

  const [metered] = await house.sql`
    select count(*)::int as rows, count(distinct u.turn_id)::int as turns, sum(u.input_tokens)::int as input,
           (select sum(input_tokens)::int from turns where company_id = ${shop.company_id}) as of_turns
      from token_usage u where u.company_id = ${shop.company_id} and u.operation_type = 'chat'`;
  expect(metered).toMatchObject({ rows: 5, turns: 3 });
  expect(metered?.input).toBeGreaterThan(metered?.of_turns);
  expect([
    ...(await house.sql`select 1 from usage_reservations where company_id = ${shop.company_id}`),
  ]).toEqual([]);
});

it('rolls the summary on: what it held may stay in the next one', async () => {
  const { shop, say, chat, summaries } = await newCustomer();
  kept = keeping(/alergia|Ana/);
  await say('tenho alergia a amendoim');
  await chat();
  await say('é para a minha filha Ana');
  await chat();
  await say('tem café?');
  expect(summaries()).toHaveLength(2);
  expect(await kept_of(shop)).toBe('Cliente: tenho alergia a amendoim\nCliente: é para a minha filha Ana');
});

it('keeps by a rule what the model cannot choose, and without tokens asks no model', async () => {
  const { shop, say, chat, summaries } = await newCustomer();
  await say('meu CEP é 04567-000');
  await chat();
  await say('tem café?');
  expect(summaries()).toHaveLength(1);
  expect(await kept_of(shop)).toMatch(/^Cliente: meu CEP é 04567-000\nCliente: conta mais/);

  const poor = await newCustomer();
  await poor.say('meu CEP é 04567-000');
  await poor.chat();
  const [used] = await house.sql`
    select sum(input_tokens + output_tokens)::int as tokens from token_usage where company_id = ${poor.shop.company_id}`;
  const allowance = { tokens: Number(used?.tokens) + 46_000, since: '2026-01-01T00:00:00Z' };
  const actor = serviceOf(poor.shop.company_id, 'test');
  await house.runner.run(usage.setAllowance, actor, allowance, { face: 'internal' });
  model.script({ text: 'Temos!', usage: { prompt_tokens: 45_000, completion_tokens: 1 } });
  await poor.say('tem café?');
  expect(await kept_of(poor.shop)).toMatch(/^Cliente: meu CEP é 04567-000/);
  expect(poor.summaries()).toHaveLength(0);
});

it('tells /chat what is kept of a lead, where whoever calls tells nothing, and bounds what they tell', async () => {
  const { shop, say, chat: past } = await newCustomer();
  kept = keeping(/alergia/);
  await say('tenho alergia a amendoim');
  await past();
  await say('tem café?');
  const [lead] = await house.sql`select id from leads where company_id = ${shop.company_id}`;
  const chat = async (more: object) => {
    await house.rest('POST', '/chat', {
      type: 'sales',
      message: 'e agora?',
      store_id: shop.store_id,
      ...more,
    });
    return told(model.requests.findLast((request) => !isAboutMemory(request)));
  };
  const remembered = await chat({ lead_id: lead?.id });
  expect(remembered[1]).toContain('alergia');
  expect(remembered.slice(-2)).toEqual(['Temos sim!', 'e agora?']);
  const kept_already = { lead_id: lead?.id, agent_id: shop.agent_id, role: 'customer', text: 'e agora?' };
  await house.rest('POST', '/internal/messages', kept_already, shop.user_id);
  expect((await chat({ lead_id: lead?.id })).filter((text) => text === 'e agora?')).toHaveLength(1);

  const conversation_history = Array.from({ length: 60 }, (_, at) => ({
    role: at % 2 ? 'assistant' : 'user',
    content: at === 0 ? 'meu nome é Joana Prado' : chatter,
  }));
  const given = await chat({ lead_id: lead?.id, conversation_history });
  expect(given.join('')).not.toContain('alergia');
  expect(given.join('').length).toBeLessThan(25_000);
  expect(await chat({})).toHaveLength(2);
  await house.settled();
});
