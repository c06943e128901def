import { eventually } from '@vek1/testing/eventually';
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SellingShop, sellingShop } from './selling-shop.fixture.ts';

let house: TestHouse;
let shop: SellingShop;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());
beforeEach(async () => {
  shop = await sellingShop(house, { cod_enabled: true }, 100);
});

const place = (more: Record<string, unknown> = {}) =>
  shop.place({ payment_method: 'cash_on_delivery', ...more });
/** An order that went this way. */
async function walked(...states: string[]): Promise<string> {
  const { body } = await place();
  for (const to of states) expect((await shop.move(body.id, to)).status).toBe(200);
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
    expect(await shop.level()).toEqual({ quantity: 100, held: 2 });
    const [timer] = await house.sql`
      select (delay_until_epoch_ms - extract(epoch from now()) * 1000)::float8 / 3600000 as hours
        from dbos.workflow_status where workflow_uuid like ${`expire:${body.payment_attempts[0].id}:%`}`;
    expect(timer?.hours).toBeCloseTo(24, 1);
    await house.sql`update dbos.workflow_status set delay_until_epoch_ms = 0 where workflow_uuid like ${`expire:${body.payment_attempts[0].id}:%`}`;
    await eventually(async () => expect((await shop.look(body.id)).status).toBe('expired'));
    expect(await shop.level()).toEqual({ quantity: 100, held: 0 });
    expect((await shop.told()).at(-1)?.text).toContain('Não consegui concluir o pedido #1001');
  });

  it('is accepted without money, and paid when it is handed over: once', async () => {
    const { body } = await place({ change_for_cents: 10_000 });
    expect((await shop.move(body.id, 'confirmed')).body).toMatchObject({
      status: 'confirmed',
      payment_status: 'unpaid',
      payment_attempts: [{ status: 'open' }],
    });
    expect(await shop.level()).toEqual({ quantity: 98, held: 0 });
    expect(await shop.payments(body.id)).toEqual([]);
    expect((await shop.told()).at(-1)?.text).toBe(
      'Pedido #1001 confirmado! ✅ Você paga R$ 85,80 na entrega, e levamos troco para R$ 100,00. Já vamos preparar tudo para você.',
    );
    await shop.move(body.id, 'shipped');
    const answers = await Promise.all([1, 2].map(() => shop.move(body.id, 'delivered')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await house.settled();
    const [attempt] = body.payment_attempts;
    expect(await shop.look(body.id)).toMatchObject({
      status: 'delivered',
      payment_status: 'paid',
      payment_attempts: [{ status: 'paid' }],
    });
    expect(await shop.payments(body.id)).toEqual([{ attempt_id: attempt.id, amount_cents: 8580 }]);
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
    expect(await shop.look(id)).toMatchObject({
      payment_status: 'unpaid',
      payment_attempts: [{ status: 'superseded' }],
    });
    const called_off = await walked('confirmed', 'preparing', 'cancelled');
    expect(await shop.look(called_off)).toMatchObject({ payment_status: 'unpaid' });
    expect(await house.sql`select kind from tasks where company_id = ${shop.company_id}`).toEqual([]);
    expect(await shop.level()).toEqual({ quantity: 98, held: 0 });
  });

  it('says nothing of change where none was asked for', async () => {
    await walked('confirmed');
    expect((await shop.told()).at(-1)?.text).toContain('Você paga R$ 85,80 na entrega. Já');
  });
});

describe('paying on delivery is refused', () => {
  const refused = async (more: Record<string, unknown>) => {
    const { status, body } = await place(more);
    return { status, reason: body.reason, path: body.errors?.[0]?.path, data: body.data };
  };

  it('where the store does not offer it', async () => {
    await shop.settings({ cod_enabled: false });
    expect(await refused({})).toMatchObject({ status: 409, reason: 'payment.method_disabled' });
  });

  it('above what the store takes at the door', async () => {
    await shop.settings({ cod_max_cents: 8580 });
    expect((await place()).status).toBe(201);
    await shop.settings({ cod_max_cents: 8579 });
    expect(await refused({})).toMatchObject({
      status: 409,
      reason: 'payment.cod_over_limit',
      data: { max_cents: 8579 },
    });
    expect(await shop.level()).toEqual({ quantity: 100, held: 2 });
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
    expect((await shop.move(body.id, 'pending')).body).toMatchObject({
      status: 'pending',
      total_cents: 12_000,
      change_for_cents: null,
      payment_attempts: [{ status: 'open', amount_cents: 12_000 }],
    });
  });
});
