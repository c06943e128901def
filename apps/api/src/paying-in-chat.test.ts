import { eventually } from '@vek1/testing/eventually';
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { MANUAL_PIX, type Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const DOOR = { cod_enabled: true, cod_instructions: 'Só na zona sul.\nTroco até R$ 200.' };
const GOODS = [{ name: 'Café Bourbon 250g', price_cents: 4290, stock: 10 }];
const PHOTO = {
  base64: Buffer.from('\xff\xd8\xff\xe0 comprovante', 'latin1').toString('base64'),
  mimetype: 'image/jpeg',
};

const settle = (house: TestHouse, shop: Shop, settings: object) =>
  house.rest('PUT', `/internal/orders/store/${shop.store_id}/payment-settings`, settings, shop.user_id);

describe('a customer in the chat', () => {
  let house: TestHouse;
  let shop: Shop;
  let customers = 0;
  let from: string;
  beforeAll(async () => {
    house = await startTestHouse();
  });
  afterAll(() => house?.close());
  beforeEach(async () => {
    customers += 1;
    from = `55119870${String(customers).padStart(5, '0')}`;
    shop = await house.shop(GOODS);
    await settle(house, shop, { ...MANUAL_PIX, ...DOOR });
  });

  const answers = () =>
    house.evolution.messages(shop.instance, from).filter((it) => it.direction === 'outbound');
  async function send(message: { text: string } | { image: typeof PHOTO }) {
    const before = answers().length;
    await house.evolution.inbound(shop.instance, { from, push_name: 'Ana', ...message });
    await eventually(() => expect(answers().length).toBeGreaterThan(before));
    await house.settled();
    return answers()
      .slice(before)
      .map(({ text }) => text);
  }
  const say = (text: string) => send({ text });
  async function order() {
    const query = `/internal/orders?store_ids=${shop.store_id}`;
    const { items } = (await house.rest('GET', query, undefined, shop.user_id)).body;
    expect(items).toHaveLength(1);
    return (await house.rest('GET', `/internal/orders/${items[0].id}`, undefined, shop.user_id)).body;
  }
  const move = async (to: string) =>
    house.rest('POST', `/internal/orders/${(await order()).id}/transition`, { to }, shop.user_id);

  it('buys on delivery with change, and is told that the shop took the order', async () => {
    expect(await say('quero dois bourbon')).toEqual([expect.stringContaining('Como prefere pagar')]);
    expect(await say('quero pagar na entrega, troco para 100')).toEqual([
      expect.stringMatching(/Total: R\$ 85,80\. Você paga na entrega.* Levamos troco para R\$ 100,00\.$/),
    ]);
    expect(await order()).toMatchObject({
      status: 'pending',
      payment_method: 'cash_on_delivery',
      change_for_cents: 10_000,
    });
    await move('confirmed');
    await house.settled();
    expect(answers().at(-1)?.text).toContain(
      'Você paga R$ 85,80 na entrega, e levamos troco para R$ 100,00.',
    );
  });

  it('buys by manual PIX, sends a receipt, and is told when the shop has looked', async () => {
    await say('quero dois bourbon');
    const [answer, picture, code] = await say('pix manual');
    expect(answer).toContain('É só mandar o comprovante por aqui'.slice(2));
    expect(picture).toContain('mande o comprovante por aqui');
    expect(code).toBe((await order()).payment_attempts[0].br_code);
    expect(await send({ image: PHOTO })).toEqual([expect.stringContaining('Recebemos o comprovante')]);
    const { status, payment_proofs } = await order();
    expect({ status, proofs: payment_proofs.length }).toEqual({ status: 'proof_submitted', proofs: 1 });
    await say('já paguei, pode confirmar');
    expect((await order()).status).toBe('proof_submitted');
    await move('confirmed');
    await house.settled();
    expect(answers().at(-1)?.text).toContain('Pagamento confirmado');
  });

  it('changes to the other PIX, and has its code after the answer', async () => {
    await say('quero dois bourbon no pix');
    const [answer, , code] = await say('prefiro pix manual');
    expect(answer).toMatch(/^Combinado! O total do pedido #1001 é R\$ 85,80\./);
    const { status, payment_attempts } = await order();
    expect({ status, code }).toEqual({ status: 'awaiting_proof', code: payment_attempts[1].br_code });
  });

  it('has the same code once more whenever they ask for it', async () => {
    await say('quero dois bourbon no pix');
    const [attempt] = (await order()).payment_attempts;
    for (const asked of ['não recebi o código', 'manda o pix de novo']) {
      const [answer, picture, code, ...more] = await say(asked);
      expect(answer).toContain('O código PIX vem na próxima mensagem');
      expect(picture).toContain('PIX do pedido #1001');
      expect([code, ...more]).toEqual([attempt.br_code]);
    }
    expect((await order()).payment_attempts).toHaveLength(1);
  });

  it('has a new code for an order that expired, where its price is still the same', async () => {
    await say('quero dois bourbon no pix');
    const { id, payment_attempts } = await order();
    await house.sql`update payment_attempts set expires_at = now() - interval '1 minute' where id = ${payment_attempts[0].id}`;
    await house.sql`update dbos.workflow_status set delay_until_epoch_ms = 0 where workflow_uuid like ${`expire:${payment_attempts[0].id}:%`}`;
    await eventually(() =>
      expect(answers().at(-1)?.text).toContain('é só me dizer que mando um novo código'),
    );
    await house.sql`update products set price_cents = 4990 where id = ${shop.product_ids[0] ?? ''}`;
    expect(await say('sim, quero')).toEqual([expect.stringContaining('Os preços mudaram desde esse pedido')]);
    await house.sql`update products set price_cents = 4290 where id = ${shop.product_ids[0] ?? ''}`;
    const [answer, , code] = await say('manda um novo código');
    expect(answer).toContain('Combinado! O total do pedido #1001');
    const renewed = await order();
    expect(renewed).toMatchObject({ id, status: 'awaiting_payment' });
    expect(code).toBe(renewed.payment_attempts[1].br_code);
  });

  it('is refused at the door above the limit, in words of their own', async () => {
    await settle(house, shop, { cod_max_cents: 5000 });
    expect(await say('quero dois bourbon e pago na entrega')).toEqual([
      expect.stringContaining('Esse valor passa do que a loja recebe na entrega.'),
    ]);
  });
});
