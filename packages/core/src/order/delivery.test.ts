import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let house: TestHouse;
let shop: Shop;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());
beforeEach(async () => {
  shop = await house.shop([{ name: 'Café Bourbon 250g', price_cents: 4290, stock: 100 }]);
});

const HERE = { cep: '01310-100', street: 'Avenida Paulista', number: '1000', complement: 'ap. 12' };
const CITY = { cep_from: '01000-000', cep_to: '05999-999', fee_cents: 900 };
const DELIVERY = { pick_up: true, fee_by_cep_range: [CITY], free_above_cents: 10_000 };

const offer = (delivery: object | null) =>
  house.rest('PATCH', `/internal/stores/${shop.store_id}`, { delivery }, shop.user_id);
const place = (more: object, quantity = 2) =>
  house.rest(
    'POST',
    '/internal/orders/place',
    { store_id: shop.store_id, items: [{ product_id: shop.product_ids[0], quantity }], ...more },
    shop.user_id,
  );
const bring = (address: object = HERE) => ({ delivery: { kind: 'delivery', address } });
const move = (id: string, body: object) =>
  house.rest('POST', `/internal/orders/${id}/transition`, body, shop.user_id);
const held = async () =>
  (await house.sql`select held from stock_levels where product_id = ${shop.product_ids[0] ?? ''}`)[0]?.held;

describe('an order that is delivered', () => {
  it('costs the fee of its CEP besides, and is charged the whole', async () => {
    await offer(DELIVERY);
    const { status, body } = await place(bring());
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
    await offer(DELIVERY);
    expect((await place(bring(), 3)).body).toMatchObject({
      total_cents: 12_870,
      delivery: { fee_cents: 0 },
    });
  });

  it('keeps the fee that it had, whatever the store takes later', async () => {
    await offer(DELIVERY);
    const { body } = await place(bring());
    await offer({ ...DELIVERY, fee_by_cep_range: [{ ...CITY, fee_cents: 5000 }] });
    const path = `/internal/orders/${body.id}`;
    expect((await house.rest('GET', path, undefined, shop.user_id)).body).toMatchObject({
      total_cents: 9480,
      delivery: { fee_cents: 900 },
    });
  });

  it('of a draft costs what the store takes when it becomes an order', async () => {
    await offer(DELIVERY);
    const draft = (await place({ ...bring(), draft: true })).body;
    expect(draft).toMatchObject({ status: 'draft', total_cents: 9480 });
    await offer({ ...DELIVERY, fee_by_cep_range: [{ ...CITY, fee_cents: 1200 }] });
    expect((await move(draft.id, { to: 'pending' })).body).toMatchObject({
      total_cents: 9780,
      delivery: { fee_cents: 1200 },
    });
    await offer({ pick_up: true });
    const other = await place({ draft: true });
    expect((await move(other.body.id, { to: 'pending' })).body).toMatchObject({ delivery: null });
  });

  it('is picked up for nothing, and where nobody says how, people agree on it', async () => {
    await offer(DELIVERY);
    expect((await place({ delivery: { kind: 'pick_up' } })).body).toMatchObject({
      total_cents: 8580,
      delivery: { kind: 'pick_up', address: null, fee_cents: 0 },
    });
    expect((await place({}, 1)).body).toMatchObject({ total_cents: 4290, delivery: null });
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
    await offer(offered);
    expect(await place(how)).toMatchObject({ status, body: { reason } });
    expect(await held()).toBe(0);
  });

  it.each([
    [bring({ ...HERE, cep: '1310' }), 'delivery.address.cep'],
    [bring({ cep: '01310-100' }), 'delivery.address.street'],
    [bring({ ...HERE, fee_cents: 0 }), 'delivery.address.fee_cents'],
    [{ delivery: { kind: 'drone' } }, 'delivery.kind'],
    [{ delivery: { kind: 'pick_up' }, delivery_fee_cents: 0 }, 'delivery_fee_cents'],
  ])('%j, and the field is named', async (how, path) => {
    await offer(DELIVERY);
    const { status, body } = await place(how);
    expect(status).toBe(422);
    expect(body.errors).toContainEqual(expect.objectContaining({ path }));
  });
});

describe('an order that is sent off', () => {
  const TRACKING = { tracking_code: 'BR123456789BR', tracking_url: 'https://rastreio.example/BR123456789BR' };

  it('is tracked by what the merchant says, and the customer is told', async () => {
    const from = '5511987654321';
    await house.evolution.inbound(shop.instance, { from, push_name: 'Ana', text: 'oi' });
    await house.settled();
    const [lead] = await house.sql`select id from leads where store_id = ${shop.store_id}`;
    const { body } = await place({ lead_id: lead?.id });
    await move(body.id, { to: 'confirmed', reason: 'pago no balcão' });
    expect((await move(body.id, { to: 'shipped', ...TRACKING })).body).toMatchObject({
      status: 'shipped',
      ...TRACKING,
    });
    await house.settled();
    const told = house.evolution.messages(shop.instance, from).at(-1)?.text;
    expect(told).toContain('saiu para entrega');
    expect(told).toContain(TRACKING.tracking_code);
    expect(told).toContain(TRACKING.tracking_url);
  });

  it('is tracked only then', async () => {
    const { body } = await place({});
    expect(await move(body.id, { to: 'confirmed', reason: 'pago', ...TRACKING })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'tracking_code' }] },
    });
    expect(await move(body.id, { to: 'shipped', tracking_url: 'javascript:alert(1)' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'tracking_url' }] },
    });
  });
});
