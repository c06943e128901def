import { eventually } from '@vek1/testing/eventually';
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { chargeElsewhere as chargeAtGateway } from '@vek1/testing/placed-order';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';

let house: TestHouse;
let shop: Shop;
beforeAll(async () => {
  house = await startTestHouse();
  shop = await house.shop([{ name: 'Café Bourbon 250g', price_cents: 4290, stock: 1000 }]);
});
afterAll(() => house?.close());

const post = (path: string, body: unknown, user_id?: string) =>
  house.rest('POST', `/internal/orders${path}`, body, user_id);
const look = async (id: string) =>
  (await house.rest('GET', `/internal/orders/${id}`, undefined, shop.user_id)).body;

async function pending(): Promise<{ id: string; attempt_id: string }> {
  const { body } = await post('', {
    store_id: shop.store_id,
    items: [{ product_id: shop.product_ids[0], quantity: 2 }],
  });
  return { id: body.id, attempt_id: body.payment_attempts[0].id };
}

const chargeElsewhere = (order: { id: string; attempt_id: string }) =>
  chargeAtGateway(house, shop, { order_id: order.id, attempt_id: order.attempt_id });

/** The job that charges what nobody charged, brought here from half a minute ahead. */
async function runBackstop(attempt_id: string) {
  await house.sql`update dbos.workflow_status set delay_until_epoch_ms = 0 where workflow_uuid = ${`charge:${attempt_id}`}`;
  await eventually(async () => {
    const [job] =
      await house.sql`select status from dbos.workflow_status where workflow_uuid = ${`charge:${attempt_id}`}`;
    expect(job?.status).toBe('SUCCESS');
  });
}

const charges = (id: string) =>
  house.abacatepay.charges().filter((charge) => charge.metadata.order_id === id);

describe('a caller that charges by itself', () => {
  it('claims the attempt, charges, saves the code: the house charges nothing, and the money confirms the order', async () => {
    const order = await pending();
    const claimed = await post(`/${order.id}/payment-attempt`, {});
    expect(claimed).toMatchObject({
      status: 201,
      body: { id: order.attempt_id, status: 'requested', amount_cents: 8580 },
    });

    const charge = await chargeElsewhere(order);
    const payment_link_url = 'https://pay.example/1';
    const saved = await post(`/${order.id}/checkout-state`, { ...charge, payment_link_url });
    expect(saved).toMatchObject({
      status: 200,
      body: {
        status: 'awaiting_payment',
        payment_status: 'open',
        payment_attempts: [
          { id: order.attempt_id, status: 'open', ...charge, payment_url: payment_link_url },
        ],
      },
    });
    await runBackstop(order.attempt_id);
    expect(charges(order.id)).toHaveLength(1);

    await house.abacatepay.pay(charge.external_id);
    await house.settled();
    expect(await look(order.id)).toMatchObject({ status: 'confirmed', payment_status: 'paid' });
  });

  it('may only log the charge, and complete it later without naming it again', async () => {
    const order = await pending();
    const charge = await chargeElsewhere(order);
    const { external_id, br_code } = charge;
    const logged = await post(`/${order.id}/payment-attempt`, { external_id, amount_cents: 8580 });
    expect(logged).toMatchObject({
      status: 201,
      body: { id: order.attempt_id, status: 'open', external_id, br_code: null },
    });
    const saved = await post(`/${order.id}/checkout-state`, { br_code });
    expect(saved.body.payment_attempts).toMatchObject([{ id: order.attempt_id, external_id, br_code }]);
    // Every wait has an end, also of a charge whose end nobody told.
    expect(Date.parse(saved.body.payment_attempts[0].expires_at)).toBeGreaterThan(Date.now());
  });

  it('finds the attempt taken when somebody else claimed it, or when it is charged', async () => {
    const order = await pending();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => post(`/${order.id}/payment-attempt`, {})),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect(answers.find((answer) => answer.status === 409)?.body.reason).toBe('payment.being_charged');
    await post(`/${order.id}/checkout-state`, await chargeElsewhere(order));
    expect(await post(`/${order.id}/payment-attempt`, {})).toMatchObject({
      status: 409,
      body: { reason: 'payment.being_charged' },
    });
  });

  it('tells that the gateway refused: a person is asked, and the next charge is an attempt of its own', async () => {
    const order = await pending();
    const failed = await post(`/${order.id}/payment-attempt`, { error: 'chave recusada' });
    expect(failed).toMatchObject({
      status: 201,
      body: { id: order.attempt_id, status: 'failed', error: 'chave recusada' },
    });
    const charge = await chargeElsewhere(order);
    const { body } = await post(`/${order.id}/checkout-state`, charge);
    expect(body).toMatchObject({
      status: 'awaiting_payment',
      payment_attempts: [{ status: 'failed' }, { status: 'open' }],
    });
  });

  it('is answered 422 for an amount that is not due, a charge that is not named, and fields nobody knows', async () => {
    const { id } = await pending();
    const wrong = async (door: string, body: unknown) =>
      (await post(`/${id}/${door}`, body)).body.errors?.[0]?.path;
    expect(await wrong('payment-attempt', { external_id: newId(), amount_cents: 1 })).toBe('amount_cents');
    expect(await wrong('payment-attempt', { external_id: newId(), error: 'x' })).toBe('error');
    expect(await wrong('checkout-state', { br_code: '000201' })).toBe('external_id');
    expect(await wrong('checkout-state', { external_id: 'x', amount: 1 })).toBe('amount');
    expect(await wrong('checkout-state', { external_id: 'x', payment_link_url: 'javascript:alert(1)' })).toBe(
      'payment_link_url',
    );
    expect((await look(id)).status).toBe('pending');
  });

  it('has nothing to charge of a draft', async () => {
    const { body } = await post('', {
      store_id: shop.store_id,
      draft: true,
      items: [{ product_id: shop.product_ids[0], quantity: 1 }],
    });
    for (const [door, given] of [
      ['payment-attempt', {}],
      ['checkout-state', { external_id: newId() }],
    ] as const) {
      expect(await post(`/${body.id}/${door}`, given)).toMatchObject({
        status: 409,
        body: { reason: 'order.not_payable' },
      });
    }
  });
});

describe('two charges of one order', () => {
  it('stand in two attempts: whichever is paid first confirms, the other one is owed back', async () => {
    const order = await pending();
    const [first, second] = [await chargeElsewhere(order), await chargeElsewhere(order)];
    await post(`/${order.id}/checkout-state`, first);
    const { body } = await post(`/${order.id}/checkout-state`, second);
    expect(body.payment_attempts).toMatchObject([
      { external_id: first.external_id, status: 'open' },
      { external_id: second.external_id, status: 'superseded', br_code: second.br_code },
    ]);
    await house.abacatepay.pay(second.external_id);
    await house.settled();
    expect(await look(order.id)).toMatchObject({ status: 'confirmed', payment_status: 'paid' });
    await house.abacatepay.pay(first.external_id);
    await house.settled();
    expect(await look(order.id)).toMatchObject({
      status: 'confirmed',
      payment_status: 'paid',
      payment_attempts: [{ status: 'paid' }, { status: 'paid' }],
    });
    const tasks =
      await house.sql`select kind from tasks where subject_id in (select id::text from payment_attempts where order_id = ${order.id})`;
    expect(tasks.map((task) => task.kind)).toEqual(['refund_due']);
  });

  it('are told apart also when the webhook of one overtakes its own answer', async () => {
    const order = await pending();
    const [known, unknown] = [await chargeElsewhere(order), await chargeElsewhere(order)];
    await post(`/${order.id}/checkout-state`, known);
    await house.abacatepay.pay(unknown.external_id);
    await house.abacatepay.pay(known.external_id);
    await house.settled();
    const { payment_attempts } = await look(order.id);
    expect(
      payment_attempts.map((it: { external_id: string; status: string }) => [it.external_id, it.status]),
    ).toEqual([
      [known.external_id, 'paid'],
      [unknown.external_id, 'paid'],
    ]);
    const [money] =
      await house.sql`select count(*)::int as payments from payments where order_id = ${order.id}`;
    expect(money?.payments).toBe(2);
  });

  it('are kept for an order that was called off: one of them may still be paid', async () => {
    const order = await pending();
    await post(`/${order.id}/transition`, { to: 'cancelled' }, shop.user_id);
    const charge = await chargeElsewhere(order);
    expect((await post(`/${order.id}/checkout-state`, charge)).body).toMatchObject({ status: 'cancelled' });
    await house.abacatepay.pay(charge.external_id);
    await house.settled();
    expect(await look(order.id)).toMatchObject({ status: 'cancelled', payment_status: 'refund_due' });
  });

  it('are never one charge of two orders', async () => {
    const [one, other] = [await pending(), await pending()];
    const charge = await chargeElsewhere(one);
    await post(`/${one.id}/checkout-state`, charge);
    expect(await post(`/${other.id}/checkout-state`, charge)).toMatchObject({
      status: 409,
      body: { reason: 'payment.foreign_charge' },
    });
    expect(await look(other.id)).toMatchObject({
      status: 'pending',
      payment_attempts: [{ external_id: null }],
    });
  });
});

describe('the order of a charge', () => {
  it("is found by the gateway's id, else by the attempt's, else by its own; by machines, and by its own people only", async () => {
    const order = await pending();
    const charge = await chargeElsewhere(order);
    await post(`/${order.id}/checkout-state`, charge);
    const find = (charge_id: string, user_id?: string) =>
      house.rest('GET', `/internal/orders/by-payment-external-id/${charge_id}`, undefined, user_id);
    for (const charge_id of [charge.external_id, order.attempt_id, order.id]) {
      expect(await find(charge_id)).toMatchObject({ status: 200, body: { id: order.id } });
      expect((await find(charge_id, shop.user_id)).body.id).toBe(order.id);
    }
    const other = await house.shop([]);
    for (const charge_id of [charge.external_id, order.attempt_id, order.id]) {
      expect((await find(charge_id, other.user_id)).status).toBe(404);
    }
    expect((await find('pix_char_unknown')).status).toBe(404);
    expect((await find(newId())).status).toBe(404);
  });
});
