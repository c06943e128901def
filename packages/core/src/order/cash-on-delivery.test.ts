import { eventually } from '@vek1/testing/eventually';
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let house: TestHouse;
let shop: Shop;
let lead_id: string;
const CUSTOMER = '5511987654321';
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());
beforeEach(async () => {
  shop = await house.shop([{ name: 'Café Bourbon 250g', price_cents: 4290, stock: 100 }]);
  await settings({ cod_enabled: true });
  const lead = { store_id: shop.store_id, channel: 'whatsapp', external_id: CUSTOMER };
  lead_id = (await house.rest('POST', '/internal/leads/ensure', lead)).body.id;
  const said = { lead_id, agent_id: shop.agent_id, role: 'customer', text: 'oi' };
  await house.rest('POST', '/internal/messages', said, shop.user_id);
});

const settings = (body: unknown) =>
  house.rest('PUT', `/internal/orders/store/${shop.store_id}/payment-settings`, body, shop.user_id);
const place = (more: Record<string, unknown> = {}) =>
  house.rest(
    'POST',
    '/internal/orders/place',
    {
      store_id: shop.store_id,
      lead_id,
      items: [{ product_id: shop.product_ids[0], quantity: 2 }],
      payment_method: 'cash_on_delivery',
      ...more,
    },
    shop.user_id,
  );
const move = (id: string, to: string) =>
  house.rest('POST', `/internal/orders/${id}/transition`, { to }, shop.user_id);
const look = async (id: string) =>
  (await house.rest('GET', `/internal/orders/${id}`, undefined, shop.user_id)).body;
const level = async () => {
  const [row] =
    await house.sql`select quantity, held from stock_levels where product_id = ${shop.product_ids[0] ?? ''}`;
  return row;
};
const payments = (order_id: string) =>
  house.sql`select attempt_id, amount_cents::int from payments where order_id = ${order_id}`;
const told = async () => {
  await house.settled();
  return house.evolution
    .messages(shop.instance, CUSTOMER)
    .filter(({ direction }) => direction === 'outbound')
    .map(({ text }) => text);
};
/** An order that went this way. */
async function walked(...states: string[]): Promise<string> {
  const { body } = await place();
  for (const to of states) expect((await move(body.id, to)).status).toBe(200);
  return body.id;
}

describe('an order paid on delivery', () => {
  it('waits for the merchant, a day at most, with its stock held', async () => {
    const { status, body } = await place({ change_for_cents: 10_000 });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'pending',
      payment_status: 'unpaid',
      change_for_cents: 10_000,
      payment_attempts: [{ method: 'cash_on_delivery', gateway: 'manual', status: 'open', br_code: null }],
      allowed_targets: ['confirmed', 'cancelled'],
    });
    expect(await level()).toEqual({ quantity: 100, held: 2 });
    const [timer] = await house.sql`
      select (delay_until_epoch_ms - extract(epoch from now()) * 1000)::float8 / 3600000 as hours
        from dbos.workflow_status where workflow_uuid like ${`expire:${body.payment_attempts[0].id}:%`}`;
    expect(timer?.hours).toBeCloseTo(24, 1);
    await house.sql`update dbos.workflow_status set delay_until_epoch_ms = 0 where workflow_uuid like ${`expire:${body.payment_attempts[0].id}:%`}`;
    await eventually(async () => expect((await look(body.id)).status).toBe('expired'));
    expect(await level()).toEqual({ quantity: 100, held: 0 });
    expect((await told()).at(-1)).toContain('Não consegui concluir o pedido #1001');
  });

  it('is accepted without money, and paid when it is handed over: once', async () => {
    const { body } = await place({ change_for_cents: 10_000 });
    expect((await move(body.id, 'confirmed')).body).toMatchObject({
      status: 'confirmed',
      payment_status: 'unpaid',
      payment_attempts: [{ status: 'open' }],
    });
    expect(await level()).toEqual({ quantity: 98, held: 0 });
    expect(await payments(body.id)).toEqual([]);
    expect((await told()).at(-1)).toBe(
      'Pedido #1001 confirmado! ✅ Você paga R$ 85,80 na entrega, e levamos troco para R$ 100,00. Já vamos preparar tudo para você.',
    );
    await move(body.id, 'shipped');
    const answers = await Promise.all([1, 2].map(() => move(body.id, 'delivered')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await house.settled();
    const [attempt] = body.payment_attempts;
    expect(await look(body.id)).toMatchObject({
      status: 'delivered',
      payment_status: 'paid',
      payment_attempts: [{ status: 'paid' }],
    });
    expect(await payments(body.id)).toEqual([{ attempt_id: attempt.id, amount_cents: 8580 }]);
    const { body: stats } = await house.rest(
      'GET',
      `/internal/orders/stats/${shop.store_id}`,
      undefined,
      shop.user_id,
    );
    expect(stats.revenue.today_cents).toBe(8580);
  });

  it('that comes back brought no money, and owes none', async () => {
    const id = await walked('confirmed', 'shipped', 'returned');
    expect(await look(id)).toMatchObject({
      payment_status: 'unpaid',
      payment_attempts: [{ status: 'superseded' }],
    });
    const called_off = await walked('confirmed', 'preparing', 'cancelled');
    expect(await look(called_off)).toMatchObject({ payment_status: 'unpaid' });
    expect(await house.sql`select kind from tasks where company_id = ${shop.company_id}`).toEqual([]);
    expect(await level()).toEqual({ quantity: 98, held: 0 });
  });

  it('says nothing of change where none was asked for', async () => {
    await walked('confirmed');
    expect((await told()).at(-1)).toContain('Você paga R$ 85,80 na entrega. Já');
  });
});

describe('paying on delivery is refused', () => {
  const refused = async (more: Record<string, unknown>) => {
    const { status, body } = await place(more);
    return { status, reason: body.reason, path: body.errors?.[0]?.path, data: body.data };
  };

  it('where the store does not offer it', async () => {
    await settings({ cod_enabled: false });
    expect(await refused({})).toMatchObject({ status: 409, reason: 'payment.method_disabled' });
  });

  it('above what the store takes at the door', async () => {
    await settings({ cod_max_cents: 8580 });
    expect((await place()).status).toBe(201);
    await settings({ cod_max_cents: 8579 });
    expect(await refused({})).toMatchObject({
      status: 409,
      reason: 'payment.cod_over_limit',
      data: { max_cents: 8579 },
    });
    expect(await level()).toEqual({ quantity: 100, held: 2 });
  });

  it('with change for less than the order, or where nothing is paid at the door', async () => {
    expect(await refused({ change_for_cents: 8579 })).toMatchObject({
      status: 422,
      path: 'change_for_cents',
      reason: 'payment.change_too_small',
    });
    expect(await refused({ payment_method: 'pix', change_for_cents: 10_000 })).toMatchObject({
      status: 422,
      path: 'change_for_cents',
    });
    expect((await place({ change_for_cents: 8580 })).status).toBe(201);
  });

  it('to who sent two orders back unpaid within 90 days, and to nobody else', async () => {
    await walked('confirmed', 'shipped', 'returned');
    await walked('confirmed', 'cancelled');
    await walked('confirmed', 'shipped', 'delivered', 'returned');
    const second = await walked('confirmed', 'shipped', 'preparing', 'cancelled');
    expect(await refused({})).toMatchObject({ status: 409, reason: 'payment.cod_refused' });
    expect((await place({ payment_method: 'pix' })).status).toBe(201);
    expect((await place({ lead_id: null })).status).toBe(201);
    await house.sql`update orders set status_since = now() - interval '91 days' where id = ${second}`;
    expect((await place()).status).toBe(201);
  });
});

describe('a draft to be paid on delivery', () => {
  it('forgets change for a note that is too small when it becomes an order', async () => {
    const { body } = await house.rest(
      'POST',
      '/internal/orders',
      {
        store_id: shop.store_id,
        items: [{ product_id: shop.product_ids[0], quantity: 2 }],
        payment_method: 'cash_on_delivery',
        change_for_cents: 10_000,
        draft: true,
      },
      shop.user_id,
    );
    await house.sql`update products set price_cents = 6000 where id = ${shop.product_ids[0] ?? ''}`;
    expect((await move(body.id, 'pending')).body).toMatchObject({
      status: 'pending',
      total_cents: 12_000,
      change_for_cents: null,
      payment_attempts: [{ status: 'open', amount_cents: 12_000 }],
    });
  });
});
