import { eventually } from '@vek1/testing/eventually';
import type { FakeOpenAI } from '@vek1/testing/fakes/openai';
import type { TestHouse } from '@vek1/testing/house';
import { startScriptedHouse } from '@vek1/testing/scripted-house';
import { afterAll, beforeAll, expect, it } from 'vitest';

let house: TestHouse;
let model: FakeOpenAI;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ house, model, close } = await startScriptedHouse());
});
afterAll(() => close?.());

const shopOfThree = () =>
  house.shop([
    { name: 'Café Bourbon 250g', price_cents: 4290, stock: 2, category: 'Cafés' },
    { name: 'Filtro de Papel', price_cents: 1490, stock: 9, category: 'Acessórios' },
    { name: 'Caneca', price_cents: 2500, stock: 0, category: 'Acessórios' },
  ]);

/** What these tool calls answer, in one turn of a visitor. */
async function results(store_id: string, ...tool_calls: { name: string; arguments: object }[]) {
  model.script({ tool_calls }, { text: 'Certo.' });
  const response = await fetch(`${house.url}/chat`, {
    method: 'POST',
    body: JSON.stringify({ type: 'sales', store_id, message: 'oi' }),
  });
  const { tool_calls: told } = await response.json();
  return told.map(({ result }: { result: unknown }) => result);
}

it('filters by reais, with or without words, and names what may be sold now', async () => {
  const shop = await shopOfThree();
  const filter = (args: object) => ({ name: 'filter_products_by_price', arguments: args });
  const [cheap, exact, words, category, none, wrong, categories] = await results(
    shop.store_id,
    filter({ max_price: 50 }),
    filter({ min_price: 42.9, max_price: 42.9 }),
    filter({ query: 'filtro' }),
    filter({ category: 'acessorios' }),
    filter({ min_price: 100 }),
    filter({ max_price: '50' }),
    { name: 'list_categories', arguments: {} },
  );
  const names = ({ products }: { products: { name: string }[] }) => products.map(({ name }) => name);
  expect(names(cheap)).toEqual(['Filtro de Papel', 'Café Bourbon 250g']);
  expect(exact.products).toMatchObject([
    { price_cents: 4290, price: 'R$ 42,90', available: 2, category: 'Cafés' },
  ]);
  expect(names(words)).toEqual(['Filtro de Papel']);
  expect(names(category)).toEqual(['Filtro de Papel']);
  expect(none).toEqual({ products: [] });
  expect(wrong.error).toContain('max_price');
  expect(categories).toEqual({
    categories: [
      { name: 'Acessórios', products: 1 },
      { name: 'Cafés', products: 1 },
    ],
  });
});

it('says in Portuguese why an order is refused', async () => {
  const shop = await shopOfThree();
  const other = await shopOfThree();
  const customer_info = { phone: '11 98888-7777' };
  const order = (product_id: string | undefined, quantity: number, more = {}) => ({
    name: 'create_order',
    arguments: { items: [{ product_id, quantity }], customer_info, ...more },
  });
  const [short, gone, foreign, method, details] = await results(
    shop.store_id,
    order(shop.product_ids[0], 3),
    order(shop.product_ids[2], 1),
    order(other.product_ids[0], 1),
    order(shop.product_ids[0], 1, { payment_method: 'cash_on_delivery' }),
    { name: 'get_product_details', arguments: { product_id: other.product_ids[0] } },
  );
  expect(short).toMatchObject({
    error: 'Não há estoque para essa quantidade: restam 2 unidades.',
    reason: 'order.out_of_stock',
    items: [{ product_id: shop.product_ids[0], available: 2 }],
  });
  expect(gone.error).toBe('Esse produto esgotou no estoque.');
  expect(foreign).toMatchObject({
    error: expect.stringContaining('produto da loja'),
    reason: 'order.no_real_item',
  });
  expect(method.error).toContain('payment_method');
  expect(details.error).toContain('não encontrado');
});

it('hands the conversation to a person: a task, and silence until it is given back', async () => {
  const shop = await shopOfThree();
  const from = '5511966665555';
  const sent = () =>
    house.evolution.messages(shop.instance, from).filter(({ direction }) => direction === 'outbound');
  model.script(
    { tool_calls: [{ name: 'request_human', arguments: { reason: 'quer falar com o gerente' } }] },
    { text: 'Chamei uma pessoa da equipe.' },
  );
  await house.evolution.inbound(shop.instance, { from, push_name: 'Ana', text: 'quero o gerente' });
  await eventually(() => expect(sent().map(({ text }) => text)).toEqual(['Chamei uma pessoa da equipe.']));
  const tasks = await house.sql`select kind, title from tasks where company_id = ${shop.company_id}`;
  expect([...tasks]).toEqual([
    { kind: 'hand_off', title: 'Um cliente pede atendimento: quer falar com o gerente' },
  ]);
  const [conversation] =
    await house.sql`select state from conversations where company_id = ${shop.company_id}`;
  expect(conversation).toEqual({ state: 'waiting' });

  const asked = model.requests.length;
  await house.evolution.inbound(shop.instance, { from, push_name: 'Ana', text: 'alô?' });
  await eventually(async () =>
    expect([
      ...(await house.sql`select 1 from messages where company_id = ${shop.company_id} and text = 'alô?'`),
    ]).toHaveLength(1),
  );
  await house.settled();
  expect(model.requests.length).toBe(asked);
});
