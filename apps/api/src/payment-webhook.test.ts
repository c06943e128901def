import { serviceOf } from '@vek1/core/kernel/operation';
import { order as operations } from '@vek1/core/order';
import { eventually } from '@vek1/testing/eventually';
import { signWebhook } from '@vek1/testing/fakes/abacatepay/events';
import { startTestHouse, type TestHouse, TOKENS } from '@vek1/testing/house';
import { COFFEE, chargeElsewhere, type PlacedOrder, placedOrder } from '@vek1/testing/placed-order';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());

/** An order of two that waits for its payment; `from` somebody who has written, where they are to be told. */
async function waitingOrder({ told = false } = {}): Promise<PlacedOrder> {
  const shop = await house.shop([COFFEE]);
  const order = await placedOrder(house, shop, told ? { from: '5511900000001' } : {});
  expect((await order.look()).status).toBe('awaiting_payment');
  return order;
}

const pay = async (charge_id: string, options?: Parameters<TestHouse['abacatepay']['pay']>[1]) => {
  const outcome = await house.abacatepay.pay(charge_id, options);
  await house.settled();
  return outcome;
};

/** A webhook that the gateway never sent. */
async function forge(order: PlacedOrder, secret: string, transparent: Record<string, unknown>) {
  const body = JSON.stringify({ event: 'transparent.completed', apiVersion: 2, data: { transparent } });
  const response = await house.app.request(
    `/webhooks/abacate-pay?store_id=${order.shop.store_id}&webhookSecret=${secret}`,
    {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-webhook-token': TOKENS.webhook,
        'x-webhook-signature': signWebhook(body),
      },
      body,
    },
  );
  await house.settled();
  return response.status;
}

describe("AbacatePay's webhook", () => {
  it('confirms once, takes the stock once and tells the customer once, of 50 deliveries at the same time', async () => {
    const order = await waitingOrder({ told: true });
    const before = order.told().length;
    const { deliveries } = await pay(order.charge_id, { deliveries: 50 });
    expect(deliveries.map((attempts) => attempts.at(-1))).toEqual(Array(50).fill(200));

    const paid = await order.look();
    expect(paid).toMatchObject({
      status: 'confirmed',
      payment_status: 'paid',
      payments: [{ attempt_id: order.attempt_id, amount_cents: 8580, status: 'kept' }],
    });
    expect(paid.events.filter((event) => event.to_status === 'confirmed')).toHaveLength(1);
    expect(await order.level()).toEqual({ quantity: 8, held: 0 });
    expect(order.told().slice(before)).toEqual([expect.stringContaining('Pagamento confirmado')]);
  });

  it('confirms once when the same payment is told by different events, of either generation', async () => {
    const order = await waitingOrder({ told: true });
    await pay(order.charge_id, { event_id: null, generation: 'v1' });
    await house.abacatepay.redeliver(order.charge_id);
    expect(await forge(order, order.shop.webhook_secret, { id: order.charge_id, status: 'PAID' })).toBe(200);
    expect((await order.look()).events.map((event) => event.to_status)).toEqual([
      'pending',
      'awaiting_payment',
      'confirmed',
    ]);
    expect(await order.level()).toEqual({ quantity: 8, held: 0 });
    expect(order.told().filter((text) => text.includes('confirmado'))).toHaveLength(1);
  });

  it('is refused where it proves nothing but the published key: 401, and nothing is kept of it', async () => {
    const order = await waitingOrder();
    const inbox = () =>
      house.sql`select 1 from webhook_inbox where source = ${`abacatepay:${order.shop.store_id}`}`;
    expect(await forge(order, 'guessed', { id: order.charge_id, status: 'PAID' })).toBe(401);
    expect(await inbox()).toHaveLength(0);
  });

  it('is not believed: the gateway is asked, and what it does not say did not happen', async () => {
    const order = await waitingOrder();
    const claim = { id: order.charge_id, status: 'PAID', amount: 8580, paidAmount: 8580 };
    expect(await forge(order, order.shop.webhook_secret, claim)).toBe(200);
    expect(await order.look()).toMatchObject({ status: 'awaiting_payment', payment_status: 'open' });
    const [attempt] = await house.sql`
      select next_look_at < now() + interval '61 s' as soon from payment_attempts where id = ${order.attempt_id}`;
    expect(attempt?.soon).toBe(true);
  });

  it('that calls the charge by another name finds it by the attempt, and confirms by what the gateway says', async () => {
    const order = await waitingOrder();
    await pay(order.charge_id, { webhook: false });
    const claim = { id: 'char_of_another_name', externalId: order.attempt_id, status: 'PAID' };
    expect(await forge(order, order.shop.webhook_secret, claim)).toBe(200);
    expect(await order.look()).toMatchObject({ status: 'confirmed', payment_status: 'paid' });
  });

  it('cannot give the money of one order to another by naming it', async () => {
    const order = await waitingOrder();
    const other = await placedOrder(house, order.shop);
    await pay(order.charge_id, { webhook: false });
    const claim = { id: order.charge_id, externalId: other.attempt_id, status: 'PAID' };
    await forge(order, order.shop.webhook_secret, claim);
    expect((await other.look()).status).toBe('awaiting_payment');
    expect((await order.look()).status).toBe('confirmed');
  });
});

describe('an amount that is not what was due', () => {
  it.each([
    ['less', 8000],
    ['more', 9000],
  ])('really %s: flagged, and a person decides: nothing is confirmed, nothing expires', async (_, amount) => {
    const order = await waitingOrder();
    const charge = await chargeElsewhere(house, order.shop, {
      order_id: order.id,
      attempt_id: order.attempt_id,
      amount,
    });
    expect((await order.post('/checkout-state', charge)).status).toBe(200);
    await pay(charge.external_id);
    const flagged = { status: 'awaiting_payment', payment_status: 'flagged' };
    expect(await order.look()).toMatchObject(flagged);
    expect(await order.tasks()).toMatchObject([{ kind: 'amount_mismatch', order_id: order.id }]);
    await order.runOut();
    await house.settled();
    expect(await order.look()).toMatchObject(flagged);

    const accepted = await order.post('/transition', { to: 'confirmed', reason: 'combinado com o cliente' });
    expect(accepted.body).toMatchObject({
      status: 'confirmed',
      payment_status: 'paid',
      payments: [{ amount_cents: amount, status: 'kept' }],
    });
    expect(await order.tasks()).toEqual([]);
  });

  it.each([
    ['less', 8000],
    ['more', 9000],
  ])('only by the word of the webhook, %s: flagged all the same, never confirmed', async (_, paid_amount) => {
    const order = await waitingOrder();
    await pay(order.charge_id, { paid_amount });
    expect(await order.look()).toMatchObject({
      status: 'awaiting_payment',
      payment_status: 'flagged',
      payments: [{ amount_cents: 8580, claimed_cents: paid_amount, status: 'flagged' }],
    });
  });

  it('told after the order was confirmed: a person is asked to look, and the order stays', async () => {
    const order = await waitingOrder();
    await pay(order.charge_id);
    const claim = { id: order.charge_id, status: 'PAID', paidAmount: 100 };
    await forge(order, order.shop.webhook_secret, claim);
    expect(await order.look()).toMatchObject({ status: 'confirmed', payment_status: 'paid' });
    expect(await order.tasks()).toMatchObject([{ kind: 'amount_mismatch', order_id: order.id }]);
  });

  it('is owed back when the right one comes after it', async () => {
    const order = await waitingOrder();
    const charge = await chargeElsewhere(house, order.shop, {
      order_id: order.id,
      attempt_id: order.attempt_id,
      amount: 100,
    });
    await order.post('/checkout-state', charge);
    await pay(charge.external_id);
    await pay(order.charge_id);
    const found = await order.look();
    expect(found).toMatchObject({ status: 'confirmed', payment_status: 'paid' });
    expect(found.payments.map((money) => [money.amount_cents, money.status])).toEqual([
      [100, 'refund_due'],
      [8580, 'kept'],
    ]);
    expect(await order.tasks()).toMatchObject([{ kind: 'refund_due', order_id: order.id }]);
  });
});

describe('money that nobody waits for any more', () => {
  it('is owed back when the order was cancelled before it was paid', async () => {
    const order = await waitingOrder({ told: true });
    await order.cancel();
    await pay(order.charge_id);
    expect(await order.look()).toMatchObject({
      status: 'cancelled',
      payment_status: 'refund_due',
      payments: [{ status: 'refund_due' }],
    });
    expect(await order.level()).toEqual({ quantity: 10, held: 0 });
    expect(await order.tasks()).toMatchObject([{ kind: 'refund_due', order_id: order.id }]);
    expect(order.told().at(-1)).toContain('devolver');
  });

  it('is owed back when it is the second of two charges, and the first stays', async () => {
    const order = await waitingOrder();
    const second = await chargeElsewhere(house, order.shop, {
      order_id: order.id,
      attempt_id: order.attempt_id,
    });
    await order.post('/checkout-state', second);
    await pay(order.charge_id);
    await pay(second.external_id);
    const found = await order.look();
    expect(found).toMatchObject({ status: 'confirmed', payment_status: 'paid' });
    expect(found.payments.map((money) => money.status)).toEqual(['kept', 'refund_due']);
    expect(await order.level()).toEqual({ quantity: 8, held: 0 });
  });

  it('is owed back when a person had confirmed the order for money they saw elsewhere', async () => {
    const order = await waitingOrder();
    await order.post('/transition', { to: 'confirmed', reason: 'pagou em dinheiro' });
    await pay(order.charge_id);
    expect(await order.look()).toMatchObject({
      status: 'confirmed',
      payment_status: 'paid',
      payments: [{ status: 'refund_due' }],
    });
  });
});

describe('money by a charge of before', () => {
  const asks = (order: PlacedOrder, status: string) => house.sql`
    update orders set status = ${status}, payment_method = 'manual_pix' where id = ${order.id}`;

  it.each(['awaiting_proof', 'proof_submitted'])(
    'confirms an order that is %s: the way of paying had changed, the charge was still watched',
    async (status) => {
      const order = await waitingOrder();
      await asks(order, status);
      await house.sql`update payment_attempts set status = 'superseded' where id = ${order.attempt_id}`;
      await pay(order.charge_id);
      expect(await order.look()).toMatchObject({
        status: 'confirmed',
        payment_status: 'paid',
        payment_method: 'pix',
      });
      expect(await order.level()).toEqual({ quantity: 8, held: 0 });
    },
  );

  it('pays an order that was to be paid at the door and is on its way', async () => {
    const order = await waitingOrder();
    await house.sql`
      update orders set payment_method = 'cash_on_delivery', status = 'pending', payment_status = 'unpaid' where id = ${order.id}`;
    await order.post('/transition', { to: 'confirmed' });
    expect(await order.look()).toMatchObject({ status: 'confirmed', payment_status: 'unpaid' });
    await pay(order.charge_id);
    expect(await order.look()).toMatchObject({ status: 'confirmed', payment_status: 'paid' });
    expect(await order.level()).toEqual({ quantity: 8, held: 0 });
  });
});

describe('an order that is not paid in time', () => {
  const expired = (order: PlacedOrder) =>
    eventually(async () => expect((await order.look()).status).toBe('expired'));

  it('expires, gives its stock back, and says so', async () => {
    const order = await waitingOrder({ told: true });
    expect(await order.level()).toEqual({ quantity: 10, held: 2 });
    await order.runOut();
    await expired(order);
    await house.settled();
    expect(await order.look()).toMatchObject({ payment_status: 'unpaid' });
    expect(await order.level()).toEqual({ quantity: 10, held: 0 });
    expect(order.told().at(-1)).toContain('prazo');
  });

  it('is confirmed when the bank was faster than the lost webhook, by whichever of its charges', async () => {
    const order = await waitingOrder();
    const second = await chargeElsewhere(house, order.shop, {
      order_id: order.id,
      attempt_id: order.attempt_id,
    });
    await order.post('/checkout-state', second);
    await pay(order.charge_id, { webhook: false });
    await order.runOut();
    await eventually(async () =>
      expect(await order.look()).toMatchObject({ status: 'confirmed', payment_status: 'paid' }),
    );
  });

  it('does not expire over money that is written down and waits to be decided about', async () => {
    const order = await waitingOrder();
    await house.sql`
      insert into payments (company_id, attempt_id, order_id, amount_cents, recorded_at)
      values (${order.shop.company_id}, ${order.attempt_id}, ${order.id}, 8580, now())`;
    await order.runOut();
    await house.settled();
    expect(await order.look()).toMatchObject({ status: 'awaiting_payment' });
    expect(await order.level()).toEqual({ quantity: 10, held: 2 });
  });

  it('is confirmed when it is paid late and the stock is still there', async () => {
    const order = await waitingOrder();
    await order.runOut();
    await expired(order);
    await pay(order.charge_id);
    expect(await order.look()).toMatchObject({ status: 'confirmed', payment_status: 'paid' });
    expect(await order.level()).toEqual({ quantity: 8, held: 0 });
  });

  it('owes the money back when it is paid late and the stock is gone; also when stock comes in afterwards', async () => {
    const order = await waitingOrder({ told: true });
    await order.runOut();
    await expired(order);
    const shelf = (quantity: number) =>
      house.sql`update stock_levels set quantity = ${quantity} where product_id = ${order.shop.product_ids[0] ?? ''}`;
    await shelf(1);
    await pay(order.charge_id);
    const owed = { status: 'expired', payment_status: 'refund_due', payments: [{ status: 'refund_due' }] };
    expect(await order.look()).toMatchObject(owed);
    expect(await order.tasks()).toMatchObject([{ kind: 'refund_due', order_id: order.id }]);
    expect(order.told().at(-1)).toContain('devolver');

    await shelf(10);
    const again = await house.runner.run(
      operations.confirmPayment,
      serviceOf(order.shop.company_id, 'test'),
      { order_id: order.id, attempt_id: order.attempt_id },
      { face: 'job' },
    );
    expect(again).toEqual({ outcome: 'already' });
    expect(await order.look()).toMatchObject(owed);
    expect(await order.level()).toEqual({ quantity: 10, held: 0 });
  });
});
