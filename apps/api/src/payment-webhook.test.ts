import { eventually } from '@vek1/testing/eventually';
import { startTestHouse, type TestHouse, TOKENS } from '@vek1/testing/house';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());

const COFFEE = { name: 'Café Bourbon 250g', price_cents: 4290, stock: 10 };

/** A customer who has written, and an order of two for them that waits for its payment. */
async function waitingOrder(from: string) {
  const shop = await house.shop([COFFEE]);
  await house.evolution.inbound(shop.instance, { from, push_name: 'Ana', text: 'oi' });
  await house.settled();
  const [lead] = await house.sql<{ id: string }[]>`select id from leads where store_id = ${shop.store_id}`;
  const { status, body } = await house.rest(
    'POST',
    '/internal/orders/place',
    { store_id: shop.store_id, lead_id: lead?.id, items: [{ product_id: shop.product_ids[0], quantity: 2 }] },
    shop.user_id,
  );
  expect({ status, state: body.status }).toEqual({ status: 201, state: 'awaiting_payment' });
  await house.settled();
  const told = () =>
    house.evolution.messages(shop.instance, from).filter((message) => message.direction === 'outbound');
  const order = async () =>
    (await house.rest('GET', `/internal/orders/${body.id}`, undefined, shop.user_id)).body;
  const stock = async () =>
    (await house.rest('GET', `/internal/products/${shop.product_ids[0]}`, undefined, shop.user_id)).body;
  return {
    shop,
    id: body.id as string,
    charge_id: body.payment_attempts[0].external_id as string,
    told,
    order,
    stock,
  };
}

describe("AbacatePay's webhook", () => {
  it('confirms once, takes the stock once and tells the customer once, of 50 deliveries at the same time', async () => {
    const { charge_id, told, order, stock } = await waitingOrder('5511900000001');
    const before = told().length;
    const { deliveries } = await house.abacatepay.pay(charge_id, { deliveries: 50 });
    expect(deliveries.map((attempts) => attempts.at(-1))).toEqual(Array(50).fill(200));
    await house.settled();

    const paid = await order();
    expect(paid).toMatchObject({ status: 'confirmed', payment_status: 'paid' });
    expect(
      paid.events.filter((event: { to_status: string }) => event.to_status === 'confirmed'),
    ).toHaveLength(1);
    expect(await stock()).toMatchObject({ stock_quantity: 8, stock_held: 0 });
    expect(
      told()
        .slice(before)
        .map((message) => message.text),
    ).toEqual([expect.stringContaining('Pagamento confirmado')]);
  });

  it('confirms once when the same payment is told by different events', async () => {
    const { charge_id, order, stock, told } = await waitingOrder('5511900000002');
    await house.abacatepay.pay(charge_id, { event_id: null });
    await house.abacatepay.redeliver(charge_id);
    await house.settled();
    expect((await order()).events.map((event: { to_status: string }) => event.to_status)).toEqual([
      'pending',
      'awaiting_payment',
      'confirmed',
    ]);
    expect(await stock()).toMatchObject({ stock_quantity: 8 });
    expect(told().filter((message) => message.text?.includes('confirmado'))).toHaveLength(1);
  });

  it('believes the gateway and not the webhook: a forged "paid" changes nothing', async () => {
    const { shop, charge_id, order } = await waitingOrder('5511900000003');
    const forge = (secret: string) =>
      house.app.request(`/webhooks/abacate-pay?store_id=${shop.store_id}&webhookSecret=${secret}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-webhook-token': TOKENS.webhook },
        body: JSON.stringify({
          id: 'log_forged',
          event: 'transparent.completed',
          data: { transparent: { id: charge_id, amount: 1, paidAmount: 8580, status: 'PAID' } },
        }),
      });
    expect((await forge('guessed')).status).toBe(401);
    expect((await forge(shop.webhook_secret)).status).toBe(200);
    await house.settled();
    expect(await order()).toMatchObject({ status: 'awaiting_payment', payment_status: 'open' });
  });

  it('owes the money back when the order was cancelled before it was paid', async () => {
    const { shop, id, charge_id, order, stock, told } = await waitingOrder('5511900000004');
    await house.rest(
      'POST',
      `/internal/orders/${id}/transition`,
      { to: 'cancelled', reason: 'desistiu' },
      shop.user_id,
    );
    await house.abacatepay.pay(charge_id);
    await house.settled();
    expect(await order()).toMatchObject({ status: 'cancelled', payment_status: 'refund_due' });
    expect(await stock()).toMatchObject({ stock_quantity: 10, stock_held: 0 });
    const tasks = await house.sql`select kind from tasks where company_id = ${shop.company_id}`;
    expect(tasks.map((task) => task.kind)).toEqual(['refund_due']);
    expect(told().at(-1)?.text).toContain('devolver');
  });

  it('flags money of another amount than was due, and confirms nothing', async () => {
    const { shop, id, charge_id, order } = await waitingOrder('5511900000005');
    await house.sql`update payment_attempts set amount_cents = 9999 where order_id = ${id}`;
    await house.abacatepay.pay(charge_id);
    await house.settled();
    expect(await order()).toMatchObject({ status: 'awaiting_payment', payment_status: 'flagged' });
    const tasks = await house.sql`select kind from tasks where company_id = ${shop.company_id}`;
    expect(tasks.map((task) => task.kind)).toEqual(['amount_mismatch']);
  });
});

describe('an order that is not paid in time', () => {
  const runOut = async (id: string) => {
    // The timer stands 30 minutes ahead: the charge's end and the timer are brought here, the rest is as it is.
    await house.sql`update payment_attempts set expires_at = now() - interval '1 s' where order_id = ${id}`;
    await house.sql`
      update dbos.workflow_status set delay_until_epoch_ms = 0
       where status = 'DELAYED' and queue_partition_key = ${id}`;
  };

  it('expires, gives its stock back, and says so', async () => {
    const { id, order, stock, told } = await waitingOrder('5511900000006');
    expect(await stock()).toMatchObject({ stock_quantity: 10, stock_held: 2 });
    await runOut(id);
    await eventually(async () =>
      expect(await order()).toMatchObject({ status: 'expired', payment_status: 'unpaid' }),
    );
    await house.settled();
    expect(await stock()).toMatchObject({ stock_quantity: 10, stock_held: 0 });
    expect(told().at(-1)?.text).toContain('prazo');
  });

  it('is confirmed when the bank was faster than the lost webhook', async () => {
    const { id, charge_id, order } = await waitingOrder('5511900000007');
    await house.abacatepay.pay(charge_id, { webhook: false });
    await runOut(id);
    await eventually(async () =>
      expect(await order()).toMatchObject({ status: 'confirmed', payment_status: 'paid' }),
    );
  });

  it('is confirmed when it is paid late and the stock is still there', async () => {
    const { id, charge_id, order, stock } = await waitingOrder('5511900000008');
    await runOut(id);
    await eventually(async () => expect((await order()).status).toBe('expired'));
    await house.abacatepay.pay(charge_id);
    await house.settled();
    expect(await order()).toMatchObject({ status: 'confirmed', payment_status: 'paid' });
    expect(await stock()).toMatchObject({ stock_quantity: 8, stock_held: 0 });
  });

  it('owes the money back when it is paid late and the stock is gone', async () => {
    const { shop, id, charge_id, order, stock } = await waitingOrder('5511900000009');
    await runOut(id);
    await eventually(async () => expect((await order()).status).toBe('expired'));
    await house.sql`update stock_levels set quantity = 1 where product_id = ${shop.product_ids[0] ?? ''}`;
    await house.abacatepay.pay(charge_id);
    await house.settled();
    expect(await order()).toMatchObject({ status: 'expired', payment_status: 'refund_due' });
    expect(await stock()).toMatchObject({ stock_quantity: 1, stock_held: 0 });
  });
});

describe('charging', () => {
  it('finds the charge whose answer was lost instead of charging twice', async () => {
    const shop = await house.shop([COFFEE]);
    const before = house.abacatepay.charges().length;
    house.abacatepay.fault({ route: 'create', times: 1, after_effect: true, cut: true });
    const { body } = await house.rest(
      'POST',
      '/internal/orders/place',
      { store_id: shop.store_id, items: [{ product_id: shop.product_ids[0], quantity: 1 }] },
      shop.user_id,
    );
    expect(body.status).toBe('pending');
    // The claim of the charge that was cut runs out, and the backstop job comes.
    await house.sql`update payment_attempts set claimed_until = now() - interval '1 s' where order_id = ${body.id}`;
    await house.sql`update dbos.workflow_status set delay_until_epoch_ms = 0 where workflow_uuid like 'charge:%' and queue_partition_key = ${body.id}`;
    await eventually(async () =>
      expect(
        (await house.rest('GET', `/internal/orders/${body.id}`, undefined, shop.user_id)).body.status,
      ).toBe('awaiting_payment'),
    );
    expect(house.abacatepay.charges().length).toBe(before + 1);
  });

  it('asks a person when the gateway refuses the shop’s key, and holds the stock only until the timer', async () => {
    const shop = await house.shop([COFFEE]);
    await house.sql`update payment_settings set abacatepay_api_key = ${house.vault.seal('wrong')} where store_id = ${shop.store_id}`;
    const { body } = await house.rest(
      'POST',
      '/internal/orders/place',
      { store_id: shop.store_id, items: [{ product_id: shop.product_ids[0], quantity: 1 }] },
      shop.user_id,
    );
    expect(body).toMatchObject({
      status: 'pending',
      payment_attempts: [{ status: 'failed', error: expect.any(String) }],
    });
    const tasks = await house.sql`select kind from tasks where company_id = ${shop.company_id}`;
    expect(tasks.map((task) => task.kind)).toEqual(['charge_failed']);
  });
});
