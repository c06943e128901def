import { describe, expect, it } from 'vitest';
import { createLanguageModel } from '../index.ts';
import { openChat } from './pretend-chat.ts';

const model = createLanguageModel({ provider: 'offline' });
const open = (deliveries: string[], methods = ['pix']) => openChat(model, { methods, deliveries });
const BOTH = ['pick_up', 'delivery'];
const HOME = { cep: '01310-100', street: 'Rua das Flores', number: '123' };

describe('how an order comes', () => {
  it('is asked where there is a choice, and then it is ordered so', async () => {
    const chat = open(BOTH);
    expect((await chat.say('quero 2 bourbon')).text).toBe(
      'Posso fechar 2x *Café Bourbon 250 g*? Você retira na loja ou prefere receber? Para entregar, me manda o CEP, a rua e o número.',
    );
    expect(chat.shop.orders).toEqual([]);
    const { text } = await chat.say('Rua das Flores, 123, CEP 01310-100');
    expect(text).toContain('com a entrega de R$ 9,00');
    expect(chat.shop.orders).toMatchObject([
      { delivery: 'delivery', address: HOME, lines: [{ quantity: 2 }] },
    ]);
  });

  it.each(['retiro na loja', 'vou buscar na loja', 'prefiro retirar', 'pego aí'])(
    '“%s” is a pick-up',
    async (said) => {
      const chat = open(BOTH);
      await chat.say('quero um bourbon');
      await chat.say(said);
      expect(chat.shop.orders).toMatchObject([
        { delivery: 'pick_up', lines: [{ product_id: 'p1', quantity: 1 }] },
      ]);
    },
  );

  it('is asked for its address where it is not said, and nothing is ordered meanwhile', async () => {
    const chat = open(BOTH);
    await chat.say('quero um bourbon');
    expect((await chat.say('quero receber em casa')).text).toContain('me manda o CEP, a rua e o número?');
    expect(chat.shop.orders).toEqual([]);
    await chat.say('01310100, av. Paulista 1000');
    expect(chat.shop.orders).toMatchObject([
      { address: { cep: '01310100', street: 'av. Paulista', number: '1000' } },
    ]);
  });

  it('may be said at once with what is wanted', async () => {
    const chat = open(BOTH);
    await chat.say('quero 2 bourbon, entrega na Rua das Flores, 123, CEP 01310-100');
    expect(chat.shop.orders).toMatchObject([{ address: HOME, lines: [{ product_id: 'p1', quantity: 2 }] }]);
  });

  it('and how it is paid may be said at once too', async () => {
    const chat = open(BOTH, ['pix', 'manual_pix']);
    await chat.say('Quero 2 unidades de Café Bourbon 250 g, pago no PIX e retiro na loja');
    expect(chat.shop.orders).toMatchObject([
      { payment_method: 'pix', delivery: 'pick_up', lines: [{ product_id: 'p1', quantity: 2 }] },
    ]);
  });

  it('may be answered together with how it is paid', async () => {
    const chat = open(BOTH, ['pix', 'manual_pix']);
    await chat.say('quero um bourbon');
    await chat.say('pix manual, e retiro na loja');
    expect(chat.shop.orders).toMatchObject([{ payment_method: 'manual_pix', delivery: 'pick_up' }]);
  });

  it('is not asked where there is one way, or none', async () => {
    const pick_up = open(['pick_up']);
    await pick_up.say('quero um bourbon');
    expect(pick_up.shop.orders).toMatchObject([{ delivery: 'pick_up' }]);
    const none = open([]);
    await none.say('quero um bourbon');
    expect(none.shop.orders).toHaveLength(1);
  });

  it('is asked after how it is paid, and both are kept', async () => {
    const chat = open(BOTH, ['pix', 'cash_on_delivery']);
    await chat.say('quero um bourbon');
    expect((await chat.say('pix')).text).toContain('Você retira na loja');
    await chat.say('retiro na loja');
    expect(chat.shop.orders).toMatchObject([{ payment_method: 'pix', delivery: 'pick_up' }]);
  });

  it('of a CEP that the shop does not go to may be a pick-up', async () => {
    const chat = open(BOTH);
    await chat.say('quero um bourbon');
    expect((await chat.say('rua do Ouvidor 50, 20040-002')).text).toContain('não entrega nesse CEP');
    await chat.say('então retiro na loja');
    expect(chat.shop.orders).toMatchObject([{ delivery: 'pick_up' }]);
  });
});

describe('a question on delivery', () => {
  it('is answered by what the tool says of the CEP', async () => {
    const chat = open(BOTH);
    expect((await chat.say('vocês entregam?')).text).toContain('Qual é o CEP?');
    expect((await chat.say('01310-100')).text).toContain('sai por R$ 9,00. A partir de R$ 200,00');
    expect((await chat.say('quanto é o frete para 20040-002?')).text).toContain('não entregamos');
  });

  it('is answered without a tool where goods are only picked up', async () => {
    expect((await open(['pick_up']).say('vocês entregam?')).text).toContain('retirados na loja');
  });
});
