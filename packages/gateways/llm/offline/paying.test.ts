import { describe, expect, it } from 'vitest';
import { createLanguageModel } from '../index.ts';
import { openChat } from './pretend-chat.ts';

const model = createLanguageModel({ provider: 'offline' });
const ALL = ['pix', 'manual_pix', 'cash_on_delivery'];
const open = (methods: string[]) => openChat(model, { methods });

describe('how an order is paid', () => {
  it('is asked where there is a choice, and then it is ordered so', async () => {
    const chat = open(ALL);
    expect((await chat.say('quero 2 bourbon')).text).toBe(
      'Posso fechar 2x *Café Bourbon 250 g*? Como prefere pagar: por PIX, por PIX com comprovante ou na entrega?',
    );
    expect(chat.shop.orders).toEqual([]);
    const { text } = await chat.say('quero pagar na entrega, troco para 150');
    expect(text).toMatch(
      /Você paga na entrega, e a loja já confirma o pedido\. Levamos troco para R\$ 150,00\.$/,
    );
    expect(chat.shop.orders).toEqual([
      {
        number: '#1042',
        payment_method: 'cash_on_delivery',
        change_for: 150,
        lines: [{ product_id: 'p1', quantity: 2 }],
        customer: {},
      },
    ]);
  });

  it.each([
    ['pix', 'pix'],
    ['no pix mesmo', 'pix'],
    ['pix manual', 'manual_pix'],
    ['prefiro pix com comprovante', 'manual_pix'],
    ['na entrega', 'cash_on_delivery'],
    ['em dinheiro, troco pra 200', 'cash_on_delivery'],
  ])('“%s” is %s', async (said, payment_method) => {
    const chat = open(ALL);
    await chat.say('quero um bourbon');
    await chat.say(said);
    expect(chat.shop.orders).toMatchObject([{ payment_method }]);
  });

  it('is not asked again where it was said with the order', async () => {
    const chat = open(ALL);
    await chat.say('quero 1 bourbon e pago na entrega com troco para 100');
    expect(chat.shop.orders).toMatchObject([{ payment_method: 'cash_on_delivery', change_for: 100 }]);
    expect(chat.ordered()).toEqual(['1 p1']);
  });

  it('is asked again by a mere yes', async () => {
    const chat = open(ALL);
    await chat.say('quero um bourbon');
    expect((await chat.say('sim')).text).toContain('Como prefere pagar');
    expect(chat.shop.orders).toEqual([]);
  });

  it('by PIX means whichever PIX there is', async () => {
    const chat = open(['manual_pix', 'cash_on_delivery']);
    await chat.say('quero um bourbon');
    expect((await chat.say('no pix')).text).toContain('mandar o comprovante por aqui');
    expect(chat.shop.orders).toMatchObject([{ payment_method: 'manual_pix' }]);
  });

  it('is not a question where there is one way', async () => {
    const chat = open(['manual_pix']);
    await chat.say('quero um bourbon');
    expect(chat.shop.orders).toMatchObject([{ payment_method: 'manual_pix' }]);
    expect((await open(['pix']).say('quero um bourbon, pago na entrega')).text).toMatch(
      /^Aqui dá para pagar por PIX\. Posso fechar 1x/,
    );
  });
});

describe('an order that was made', () => {
  it('is paid by the other kind of PIX', async () => {
    const chat = open(ALL);
    await chat.say('quero um bourbon no pix');
    const { calls, text } = await chat.say('prefiro pix manual');
    expect(calls).toMatchObject([{ name: 'renew_order', arguments: { payment_method: 'manual_pix' } }]);
    expect(text).toMatch(
      /^Combinado! O total do pedido #1042 é R\$ 59,90\. O código PIX vem na próxima mensagem/,
    );
  });

  it.each(['me manda um novo código', 'renova meu pedido', 'ainda quero o pedido'])(
    'has a new code for “%s”',
    async (said) => {
      const chat = open(ALL);
      await chat.say('quero um bourbon no pix');
      expect((await chat.say(said)).calls).toMatchObject([{ name: 'renew_order', arguments: {} }]);
    },
  );

  it.each(['sim', 'sim, quero', 'quero'])(
    'has a new code for “%s” to the one that was offered',
    async (said) => {
      const chat = open(ALL);
      chat.recall({
        role: 'assistant',
        text: 'O prazo para pagar o pedido #1042 terminou e ele foi encerrado. Se ainda quiser, é só me dizer que mando um novo código.',
        tool_calls: [],
      });
      const { calls, text } = await chat.say(said);
      expect(calls).toMatchObject([{ name: 'renew_order' }]);
      expect(text).toMatch(/^Não deu: /);
    },
  );
});
