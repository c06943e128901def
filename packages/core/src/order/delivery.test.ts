import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AgentActor } from '../kernel/actor.ts';
import { newId } from '../kernel/ids.ts';
import { serviceOf } from '../kernel/operation.ts';
import { CreateOrder } from './contract.ts';
import { order as operations } from './index.ts';
import { type SellingShop, sellingShop } from './selling-shop.fixture.ts';

let house: TestHouse;
let shop: SellingShop;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());
beforeEach(async () => {
  shop = await sellingShop(house, {}, 100);
});

const HERE = { cep: '01310-100', street: 'Avenida Paulista', number: '1000', complement: 'ap. 12' };
const CITY = { cep_from: '01000-000', cep_to: '05999-999', fee_cents: 900 };
const DELIVERY = { pick_up: true, fee_by_cep_range: [CITY], free_above_cents: 10_000 };

const bring = (address: object = HERE) => ({ delivery: { kind: 'delivery', address } });

describe('an order that is delivered', () => {
  it('costs the fee of its CEP besides, and is charged the whole', async () => {
    await shop.offer(DELIVERY);
    const { status, body } = await shop.place(bring());
    expect(status).toBe(201);
    expect(body).toMatchObject({
      total_cents: 9480,
      delivery: { kind: 'delivery', address: HERE, fee_cents: 900 },
      payment_attempts: [{ amount_cents: 9480 }],
    });
    const [charge] = house.abacatepay.charges().filter((it) => it.metadata.order_id === body.id);
    expect(charge?.amount).toBe(9480);
  });

  it('is free from the value of goods on that the store says', async () => {
    await shop.offer(DELIVERY);
    expect((await shop.place({ ...bring(), quantity: 3 })).body).toMatchObject({
      total_cents: 12_870,
      delivery: { fee_cents: 0 },
    });
  });

  it('keeps the fee that it had, whatever the store takes later', async () => {
    await shop.offer(DELIVERY);
    const { body } = await shop.place(bring());
    await shop.offer({ ...DELIVERY, fee_by_cep_range: [{ ...CITY, fee_cents: 5000 }] });
    expect(await shop.look(body.id)).toMatchObject({
      total_cents: 9480,
      delivery: { fee_cents: 900 },
    });
  });

  it('of a draft costs what the store takes when it becomes an order', async () => {
    await shop.offer(DELIVERY);
    const draft = (await shop.place({ ...bring(), draft: true })).body;
    expect(draft).toMatchObject({ status: 'draft', total_cents: 9480 });
    await shop.offer({ ...DELIVERY, fee_by_cep_range: [{ ...CITY, fee_cents: 1200 }] });
    expect((await shop.move(draft.id, 'pending')).body).toMatchObject({
      total_cents: 9780,
      delivery: { fee_cents: 1200 },
    });
    await shop.offer({ pick_up: true });
    const other = await shop.place({ draft: true });
    expect((await shop.move(other.body.id, 'pending')).body).toMatchObject({ delivery: null });
  });

  it('that expired begins again at the fee it had, or not at all', async () => {
    await shop.offer(DELIVERY);
    const { id } = (await shop.place(bring())).body;
    const { company_id } = shop;
    await house.runner.run(
      operations.expire,
      serviceOf(company_id, 'test'),
      { order_id: id, status: 'awaiting_payment' },
      { face: 'job' },
    );
    expect((await shop.look(id)).status).toBe('expired');
    await shop.offer({ ...DELIVERY, fee_by_cep_range: [{ ...CITY, fee_cents: 1200 }] });
    expect(await shop.act(id, 'renew', {})).toMatchObject({
      status: 409,
      body: {
        reason: 'order.prices_changed',
        data: { items: [], delivery_fee: { was_cents: 900, now_cents: 1200 } },
      },
    });
    await shop.offer({ pick_up: true });
    expect((await shop.act(id, 'renew', {})).body.reason).toBe('order.delivery_unavailable');
    await shop.offer(DELIVERY);
    expect((await shop.act(id, 'renew', {})).body).toMatchObject({
      status: 'awaiting_payment',
      total_cents: 9480,
    });
  });

  it('is picked up for nothing, and where nobody says how, people agree on it', async () => {
    await shop.offer(DELIVERY);
    expect((await shop.place({ delivery: { kind: 'pick_up' } })).body).toMatchObject({
      total_cents: 8580,
      delivery: { kind: 'pick_up', address: null, fee_cents: 0 },
    });
    expect((await shop.place({ quantity: 1 })).body).toMatchObject({ total_cents: 4290, delivery: null });
  });
});

describe('the same cart of a customer, asked for again by the agent', () => {
  const sell = async (delivery: object) => {
    const { company_id, store_id, agent_id, lead_id, product_ids } = shop;
    const actor: AgentActor = { kind: 'agent', company_id, store_id, agent_id, lead_id, turn_id: newId() };
    const items = [{ product_id: product_ids[0] ?? '', quantity: 2 }];
    const input = CreateOrder.parse({ store_id, lead_id, items, delivery });
    return (await house.runner.run(operations.create, actor, input, { face: 'internal' })).number;
  };

  it('is one order for one door, and another for another', async () => {
    await shop.offer({ ...DELIVERY, fixed_fee_cents: 2500 });
    const home = { kind: 'delivery', address: HERE };
    const first = await sell(home);
    expect(await sell({ ...home, address: { ...HERE, cep: '01310100', street: 'Av. Paulista' } })).toBe(
      first,
    );
    const others = [{ kind: 'pick_up' }, { ...home, address: { ...HERE, number: '1001' } }];
    for (const other of others) expect(await sell(other)).not.toBe(first);
  });
});

describe('is refused, and nothing is held for it', () => {
  it.each([
    [
      'a CEP that the store does not deliver to',
      DELIVERY,
      bring({ ...HERE, cep: '20040-002' }),
      409,
      'order.not_delivered_there',
    ],
    [
      'a pick-up that it does not offer',
      { fixed_fee_cents: 900 },
      { delivery: { kind: 'pick_up' } },
      409,
      'order.delivery_unavailable',
    ],
    ['a delivery that it does not offer', { pick_up: true }, bring(), 409, 'order.delivery_unavailable'],
    ['any way where it says nothing', null, bring(), 409, 'order.delivery_unavailable'],
  ])('%s', async (_, offered, how, status, reason) => {
    await shop.offer(offered);
    expect(await shop.place(how)).toMatchObject({ status, body: { reason } });
    expect(await shop.level()).toMatchObject({ held: 0 });
  });

  it.each([
    [bring({ ...HERE, cep: '1310' }), 'delivery.address.cep'],
    [bring({ cep: '01310-100' }), 'delivery.address.street'],
    [bring({ ...HERE, fee_cents: 0 }), 'delivery.address.fee_cents'],
    [{ delivery: { kind: 'drone' } }, 'delivery.kind'],
    [{ delivery: { kind: 'pick_up' }, delivery_fee_cents: 0 }, 'delivery_fee_cents'],
  ])('%j, and the field is named', async (how, path) => {
    await shop.offer(DELIVERY);
    const { status, body } = await shop.place(how);
    expect(status).toBe(422);
    expect(body.errors).toContainEqual(expect.objectContaining({ path }));
  });
});

describe('an order that is sent off', () => {
  const TRACKING = { tracking_code: 'BR123456789BR', tracking_url: 'https://rastreio.example/BR123456789BR' };

  it('is tracked by what the merchant says, and the customer is told', async () => {
    const { body } = await shop.place();
    await shop.move(body.id, 'confirmed', { reason: 'pago no balcão' });
    expect((await shop.move(body.id, 'shipped', TRACKING)).body).toMatchObject({
      status: 'shipped',
      ...TRACKING,
    });
    const told = (await shop.told()).at(-1)?.text;
    expect(told).toContain('saiu para entrega');
    expect(told).toContain(TRACKING.tracking_code);
    expect(told).toContain(TRACKING.tracking_url);
  });

  it('is told step by step, in the order of its steps, however quick they are', async () => {
    const { body } = await shop.place();
    const steps = ['confirmed', 'preparing', 'shipped', 'delivered'];
    for (const to of steps) await shop.move(body.id, to, { reason: 'pago no balcão' });
    const told = (await shop.told()).map(({ text }) => text ?? '');
    const said = ['Pagamento confirmado', 'está sendo preparado', 'saiu para entrega', 'entregue. Obrigado'];
    expect(told.flatMap((text) => said.find((words) => text.includes(words)) ?? [])).toEqual(said);
  });

  it('is tracked only then', async () => {
    const { body } = await shop.place();
    expect(await shop.move(body.id, 'confirmed', { reason: 'pago', ...TRACKING })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'tracking_code' }] },
    });
    expect(await shop.move(body.id, 'shipped', { tracking_url: 'javascript:alert(1)' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'tracking_url' }] },
    });
  });
});
