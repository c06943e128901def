import { describe, expect, it } from 'vitest';
import { createLanguageModel } from '../index.ts';
import { openChat } from './pretend-chat.ts';

const model = createLanguageModel({ provider: 'offline' });
const open = (options: Parameters<typeof openChat>[1] = {}) => openChat(model, options);
const names = (calls: { name: string }[]) => calls.map(({ name }) => name);

describe.each(['all', 'texts'] as const)('a sale, remembering %s of earlier turns', (memory) => {
  it('goes from hello to a paid-for order and its status', async () => {
    const chat = open({ memory });
    expect((await chat.say('oi, tudo bem?')).text).toMatch(/Bia.*Café da Serra/);

    const list = await chat.say('vocês têm café em grãos?');
    expect(names(list.calls)).toEqual(['search_products']);
    expect(list.text).toContain('*Café Bourbon 250 g*: R$ 59,90');
    expect(list.text).toContain('*Café Catuaí 250 g*: R$ 45,00 (restam só 3)');
    expect(list.text).not.toContain('Moído');
    expect(list.text).toMatch(/Qual deles você quer\?$/);

    const price = await chat.say('quanto custa o café bourbon?');
    expect(price.text).toBe(
      '*Café Bourbon 250 g* sai por R$ 59,90 e está disponível. Quantas unidades você quer?',
    );

    const sale = await chat.say('quero dois');
    expect(names(sale.calls)).toEqual(['search_products', 'create_order']);
    expect(sale.text).toContain('#1042');
    expect(sale.text).toContain('R$ 119,80');
    expect(sale.text).toContain('PIX');
    expect(chat.shop.orders).toMatchObject([
      { payment_method: 'pix', lines: [{ product_id: 'p1', quantity: 2 }] },
    ]);

    expect((await chat.say('fechado, obrigado')).calls).toEqual([]);
    expect((await chat.say('e o status do meu pedido?')).text).toContain(
      '#1042 está assim: aguardando pagamento',
    );
    expect((await chat.say('valeu!')).text).toMatch(/agradeço/);
    expect(chat.ordered()).toEqual(['2 p1']);
  });

  it.each(['quero 2 unidades', 'me vê duas', 'fechado, pode ser dois desse', 'qro 2', 'dois', 'um par'])(
    'takes “%s” for two of the product last spoken of',
    async (said) => {
      const chat = open({ memory });
      await chat.say('tem bourbon?');
      await chat.say(said);
      expect(chat.ordered()).toEqual(['2 p1']);
    },
  );

  it('asks which, keeps the count and what was set aside, and sells when told', async () => {
    const chat = open({ memory });
    const question = await chat.say('quero 2 cafés e 1 filtro');
    expect(question.text).toMatch(/^Já separei 1x \*Filtro de Papel 103\*/);
    expect(question.text).toMatch(/Para as 2 unidades, qual deles você quer\?$/);
    expect(chat.shop.orders).toEqual([]);
    await chat.say('o bourbon');
    expect(chat.ordered()).toEqual(['1 p4, 2 p1']);
  });

  it('asks which when a count points at several', async () => {
    const chat = open({ memory });
    await chat.say('vcs tem cafe em graos?');
    expect((await chat.say('quero 2')).text).toMatch(/Para as 2 unidades, qual/);
    await chat.say('o segundo');
    expect(chat.ordered()).toEqual(['2 p2']);
  });

  it('takes the cheapest of what was spoken of', async () => {
    const chat = open({ memory, methods: ['pix', 'cash_on_delivery'] });
    await chat.say('vocês têm café em grãos?');
    const cheapest = await chat.say('qual o mais barato?');
    expect(names(cheapest.calls)).toEqual(['filter_products_by_price']);
    expect(cheapest.text).toContain('*Café Catuaí 250 g* sai por R$ 45,00');
    await chat.say('quero um e pago na entrega');
    expect(chat.shop.orders).toMatchObject([
      { payment_method: 'cash_on_delivery', lines: [{ product_id: 'p2', quantity: 1 }] },
    ]);
  });

  it('asks for the phone where the shop wants one, and goes on with the same order', async () => {
    const chat = open({ memory, needs_phone: true, methods: ['pix', 'cash_on_delivery'] });
    expect((await chat.say('quero 2 bourbon, pago na entrega')).text).toBe(
      'Para fechar 2x *Café Bourbon 250 g*, me passa seu telefone com DDD?',
    );
    expect((await chat.say('Meu nome é Ana Souza, (11) 98765-4321')).text).toContain('pedido #1042');
    expect(chat.shop.orders).toMatchObject([
      { payment_method: 'cash_on_delivery', customer: { name: 'Ana Souza', phone: '11987654321' } },
    ]);
  });

  it('offers what is left, and sells it on a yes', async () => {
    const chat = open({ memory });
    expect((await chat.say('quero 5 catuaí')).text).toContain(
      'só tenho 3 unidades no momento. Posso fechar 3x',
    );
    await chat.say('sim, pode ser');
    expect(chat.ordered()).toEqual(['3 p2']);
  });
});

describe('several things at once', () => {
  it('searches for all of them in one step and makes one order', async () => {
    const chat = open();
    const { calls, text } = await chat.say('quero 2 cafés bourbon e 1 filtro de papel');
    expect(names(calls)).toEqual(['search_products', 'search_products', 'create_order']);
    expect(text).toContain('2x *Café Bourbon 250 g* e 1x *Filtro de Papel 103*');
    expect(chat.ordered()).toEqual(['2 p1, 1 p4']);
  });

  it('orders nothing while one of them is missing, and the rest on a yes', async () => {
    const chat = open();
    expect((await chat.say('quero 2 bourbon e um violão')).text).toBe(
      'Não encontrei “violão” disponível na loja agora. Posso fechar 2x *Café Bourbon 250 g*?',
    );
    expect(chat.shop.orders).toEqual([]);
    await chat.say('pode');
    expect(chat.ordered()).toEqual(['2 p1']);
  });

  it('lets another thing join what waits for a yes', async () => {
    const chat = open();
    await chat.say('quero 2 bourbon e um violão');
    await chat.say('e mais 3 filtros');
    expect(chat.ordered()).toEqual(['2 p1, 3 p4']);
  });

  it('takes “sal e pimenta” for one thing where it is one product', async () => {
    const chat = open();
    await chat.say('quero sal e pimenta');
    expect(chat.ordered()).toEqual(['1 p7']);
  });

  it('takes both of two', async () => {
    const chat = open();
    await chat.say('vocês têm café em grãos?');
    await chat.say('quero os dois');
    expect(chat.ordered()).toEqual(['1 p1, 1 p2']);
  });

  it('answers a burst as one turn', async () => {
    const { text } = await open().say('oi', 'tem caneca?', 'e filtro?');
    expect(text).toContain('*Caneca Esmaltada*: R$ 49,90');
    expect(text).toContain('*Filtro de Papel 103*: R$ 12,90');
  });
});

describe('what the shop cannot give', () => {
  it('says honestly that there is none, though the search answered something', async () => {
    const { text, calls } = await open().say('tem violão?');
    expect(text).toMatch(/Não encontrei “violão”.*Café em grãos.*Acessórios/);
    expect(names(calls)).toEqual(['search_products', 'list_categories']);
  });

  it('offers another when one is out of stock', async () => {
    const chat = open();
    const { text, calls } = await chat.say('quero uma caneca de cerâmica');
    expect(text).toMatch(/\*Caneca de Cerâmica\* está em falta.*\n• \*Caneca Esmaltada\*: R\$ 49,90/);
    expect(names(calls)).not.toContain('create_order');
    await chat.say('quero duas');
    expect(chat.ordered()).toEqual(['2 p6']);
  });

  it('tells what is left when somebody else was faster', async () => {
    const chat = open({
      beforeOrder: ({ products }) => {
        for (const product of products) product.available = 1;
      },
    });
    expect((await chat.say('quero 2 bourbon')).text).toContain(
      'só tenho 1 unidade no momento. Posso fechar 1x',
    );
  });

  it('orders the rest on a yes when one of two is gone meanwhile', async () => {
    const chat = open({
      beforeOrder: ({ products }) => {
        for (const product of products) if (product.product_id === 'p1') product.available = 0;
      },
    });
    expect((await chat.say('quero 2 bourbon e 3 filtros')).text).toBe(
      '*Café Bourbon 250 g* está em falta no momento. Posso fechar 3x *Filtro de Papel 103*?',
    );
    await chat.say('sim');
    expect(chat.ordered()).toEqual(['3 p4']);
  });

  it.each([
    [
      { error: 'Estoque insuficiente.', reason: 'order.out_of_stock', available: 1 },
      /só tenho 1 unidade.*Posso fechar 1x/,
    ],
    [
      { error: 'O valor mínimo do pedido é de 3 itens.', reason: 'order.minimum' },
      /fechar o pedido: O valor mínimo/,
    ],
    [
      { error: 'Too many unpaid.', reason: 'order.too_many' },
      /^Não consegui fechar o pedido agora, desculpa/,
    ],
  ])('tells the refusal %j in words', async (refusal, expected) => {
    const chat = open({ refuses: refusal });
    expect((await chat.say('quero 2 bourbon')).text).toMatch(expected);
  });

  it('prefers what is so named to what is only so classed', async () => {
    const tin = { product_id: 't', name: 'Lata', category: 'Para café', price_cents: 900, available: null };
    const bag = {
      product_id: 'c',
      name: 'Café Serra',
      category: 'Mercearia',
      price_cents: 1900,
      available: null,
    };
    const chat = open({ products: [tin, bag] });
    expect((await chat.say('tem café?')).text).not.toContain('Lata');
    expect((await chat.say('tem algo para café?')).text).toContain('Café Serra');
  });

  it('does not sell a 103 for a 102', async () => {
    const chat = open();
    expect((await chat.say('quero 1 filtro 102')).text).toMatch(
      /Não encontrei exatamente.*\n.*\nPosso fechar 1x/,
    );
    expect(chat.shop.orders).toEqual([]);
  });

  it('does not sell silver for black', async () => {
    const black = {
      product_id: 'b',
      name: 'Camiseta Preta',
      category: 'Roupas',
      price_cents: 100,
      available: null,
    };
    const chat = open({ products: [black] });
    await chat.say('quero uma camiseta prata');
    expect(chat.shop.orders).toEqual([]);
  });

  it('says which payments there are when another is wanted, and goes on', async () => {
    const chat = open({ methods: ['pix', 'cash_on_delivery'] });
    expect((await chat.say('quero um bourbon no cartão')).text).toMatch(
      /por PIX ou na entrega\. Posso fechar 1x/,
    );
    await chat.say('na entrega então');
    expect(chat.shop.orders).toMatchObject([{ payment_method: 'cash_on_delivery' }]);
  });

  it('orders nothing twice for an answer that only agrees', async () => {
    const chat = open();
    await chat.say('quero 1 bourbon');
    for (const said of [
      'ok',
      'fechado',
      'sim',
      'pode ser',
      'isso',
      'beleza, obrigada',
      'uma só',
      'vou pagar no pix',
    ])
      await chat.say(said);
    expect(chat.ordered()).toEqual(['1 p1']);
  });
});

describe('what it offers itself', () => {
  it.each([
    ['faz por 30?', 'sim', 'filter_products_by_price'],
    ['vocês entregam?', 'pode ser', 'request_human'],
  ])('is taken up: “%s”, “%s”', async (said, reply, tool) => {
    const chat = open();
    await chat.say(said);
    expect(names((await chat.say(reply)).calls)).toEqual([tool]);
  });

  it('closes the count that was asked about', async () => {
    const chat = open();
    expect((await chat.say('quanto custa 3 bourbon?')).text).toMatch(/Posso fechar 3x/);
    await chat.say('fecha');
    expect(chat.ordered()).toEqual(['3 p1']);
  });
});
