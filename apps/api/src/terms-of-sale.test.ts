import type { FakeOpenAI } from '@vek1/testing/fakes/openai';
import { type TestHouse, TOKENS } from '@vek1/testing/house';
import { startScriptedHouse } from '@vek1/testing/scripted-house';
import { MANUAL_PIX, type Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const DOOR = { cod_enabled: true, cod_instructions: 'Só na zona sul.\nTroco até R$ 200.' };
const GOODS = [{ name: 'Café Bourbon 250g', price_cents: 4290, stock: 10 }];

const settle = (house: TestHouse, shop: Shop, settings: object) =>
  house.rest('PUT', `/internal/orders/store/${shop.store_id}/payment-settings`, settings, shop.user_id);

describe('a model is offered the ways of paying and of delivery that the store has, and no other', () => {
  let house: TestHouse;
  let model: FakeOpenAI;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ house, model, close } = await startScriptedHouse());
  });
  afterAll(() => close?.());

  /** What the model is told and given when a customer of such a store writes, or a visitor whom nobody knows. */
  async function asked(
    settings: object,
    { by = 'customer', delivery }: { by?: 'customer' | 'visitor'; delivery?: object } = {},
  ) {
    const shop = await house.shop(GOODS);
    await settle(house, shop, settings);
    if (delivery) await house.rest('PATCH', `/internal/stores/${shop.store_id}`, { delivery }, shop.user_id);
    model.script({ text: 'Oi!' });
    const { store_id } = shop;
    const lead = { store_id, channel: 'whatsapp', external_id: '5511987654321' };
    const lead_id =
      by === 'customer' ? (await house.rest('POST', '/internal/leads/ensure', lead)).body.id : undefined;
    const body = JSON.stringify({ type: 'sales', store_id, message: 'oi', lead_id });
    const headers = { 'x-internal-token': TOKENS.internal };
    await fetch(`${house.url}/chat`, { method: 'POST', headers, body });
    const request = model.requests.at(-1);
    const tool = request?.tools?.find((it) => it.function.name === 'create_order')?.function.parameters;
    return {
      tools: request?.tools?.map((it) => it.function.name) ?? [],
      told: String(request?.messages[0]?.content),
      // A schema on the wire: what the fake received of it.
      tool: tool as
        | { properties: Record<string, { enum?: string[]; default?: string }>; required: string[] }
        | undefined,
    };
  }

  it('one: it is taken as said', async () => {
    const { told, tool } = await asked({});
    expect(told).toContain('A forma de pagamento é PIX.');
    expect(tool?.properties.payment_method).toMatchObject({ enum: ['pix'], default: 'pix' });
    expect(tool?.required).not.toContain('payment_method');
    expect(tool?.properties).not.toHaveProperty('change_for');
  });

  it('several: it has to ask, and for change at the door', async () => {
    const { told, tool } = await asked({ ...MANUAL_PIX, ...DOOR });
    expect(told).toMatch(
      /Formas de pagamento, e nenhuma outra: PIX, .*; PIX com comprovante: .*; em dinheiro na entrega: /,
    );
    expect(told).toContain('Se o cliente não disser como quer pagar, pergunte antes de fazer o pedido.');
    expect(told).toContain('Sobre pagar na entrega, a loja diz: "Só na zona sul. Troco até R$ 200."');
    expect(tool?.properties.payment_method?.enum).toEqual(['pix', 'manual_pix', 'cash_on_delivery']);
    expect(tool?.required).toContain('payment_method');
    expect(tool?.properties).toHaveProperty('change_for');
  });

  it('a visitor of the web, who can send no receipt, is not asked for one', async () => {
    const { told, tool } = await asked({ ...MANUAL_PIX, ...DOOR }, { by: 'visitor' });
    expect(told).not.toContain('comprovante');
    expect(tool?.properties.payment_method?.enum).toEqual(['pix', 'cash_on_delivery']);
  });

  it('pick-up or delivery, with where to', async () => {
    const { told, tool, tools } = await asked({}, { delivery: { pick_up: true, fixed_fee_cents: 900 } });
    expect(told).toContain('O cliente retira na loja ou recebe a entrega: pergunte antes de fechar.');
    expect(told).not.toContain('9,00');
    expect(tool?.properties.delivery?.enum).toEqual(['pick_up', 'delivery']);
    expect(tool?.properties).toHaveProperty('address');
    expect(tool?.required).toContain('delivery');
    expect(tools).toContain('delivery_fee');
  });

  it('pick-up alone, or nothing where the store says nothing', async () => {
    const alone = await asked({}, { delivery: { pick_up: true } });
    expect(alone.tool?.properties.delivery).toMatchObject({ enum: ['pick_up'], default: 'pick_up' });
    expect(alone.tool?.properties).not.toHaveProperty('address');
    const none = await asked({});
    expect(none.tool?.properties).not.toHaveProperty('delivery');
    expect([...alone.tools, ...none.tools]).not.toContain('delivery_fee');
  });

  it('PIX, where a key is there to charge by', async () => {
    const { tool } = await asked({ abacatepay_api_key: null, ...DOOR });
    expect(tool?.properties.payment_method?.enum).toEqual(['cash_on_delivery']);
  });

  it.each([{ pix_enabled: false }, { abacatepay_api_key: null }])(
    'none by %j: it makes no orders',
    async (settings) => {
      const { told, tool } = await asked(settings);
      expect(told).toContain('A loja não recebe pedidos por aqui agora');
      expect(tool).toBeUndefined();
    },
  );
});
