import { eventually } from '@vek1/testing/eventually';
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());

const CUSTOMER = '5511987654321';

describe('the main job', () => {
  it('answers, sells, charges, confirms and takes the stock, from one WhatsApp conversation', async () => {
    const shop = await house.shop([
      { name: 'Café Bourbon Amarelo em Grãos 250g', price_cents: 4290, stock: 24, category: 'Cafés' },
      { name: 'Filtro de Papel nº 103', price_cents: 1490, stock: 9, category: 'Acessórios' },
    ]);
    const chat = () => house.evolution.messages(shop.instance, CUSTOMER);
    const answers = () => chat().filter((message) => message.direction === 'outbound');
    const say = async (text: string) => {
      const before = answers().length;
      await house.evolution.inbound(shop.instance, { from: CUSTOMER, push_name: 'Ana', text });
      await eventually(() => expect(answers().length).toBeGreaterThan(before));
      await house.settled();
      return answers().slice(before);
    };

    expect((await say('vocês têm café em grãos?'))[0]?.text).toContain('Bourbon');
    expect((await say('quanto custa o café bourbon?'))[0]?.text).toContain('R$ 42,90');
    const [answer, picture, code] = await say('quero dois');
    expect(answer?.text).toContain('R$ 85,80');
    expect(picture).toMatchObject({ kind: 'image', image: expect.stringMatching(/^data:image\/png/) });
    expect(code?.text).toMatch(/^000201.*6304[0-9A-F]{4}$/);

    const { body: list } = await house.rest(
      'GET',
      `/internal/orders?store_ids=${shop.store_id}`,
      undefined,
      shop.user_id,
    );
    expect(list.items).toMatchObject([
      { number: 1001, status: 'awaiting_payment', payment_status: 'open', total_cents: 8580 },
    ]);

    const [charge] = house.abacatepay.charges();
    expect(charge).toMatchObject({ amount: 8580, metadata: { order_id: list.items[0].id } });
    await house.abacatepay.pay(charge?.id ?? '');
    await house.settled();

    const { body: order } = await house.rest(
      'GET',
      `/internal/orders/${list.items[0].id}`,
      undefined,
      shop.user_id,
    );
    expect(order).toMatchObject({ status: 'confirmed', payment_status: 'paid', customer_name: 'Ana' });
    expect(order.events.map((event: { to_status: string }) => event.to_status)).toEqual([
      'pending',
      'awaiting_payment',
      'confirmed',
    ]);
    expect(answers().at(-1)?.text).toContain('Pagamento confirmado');

    const { body: product } = await house.rest(
      'GET',
      `/internal/products/${shop.product_ids[0]}`,
      undefined,
      shop.user_id,
    );
    expect(product).toMatchObject({ stock_quantity: 22, stock_held: 0 });
  });
});
