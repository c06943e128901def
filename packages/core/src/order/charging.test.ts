import { eventually } from '@vek1/testing/eventually';
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { COFFEE, type PlacedOrder, placedOrder } from '@vek1/testing/placed-order';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '../kernel/errors.ts';
import { serviceOf } from '../kernel/operation.ts';
import { CLAIM_S } from '../payment/claim.ts';
import { claimAttempt } from '../payment/operations/claim-attempt.ts';

let house: TestHouse;
let shop: Shop;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());
beforeEach(async () => {
  house.abacatepay.clearFaults();
  shop = await house.shop([COFFEE]);
});

const charges = (order: PlacedOrder) =>
  house.abacatepay.charges().filter((charge) => charge.metadata.order_id === order.id);
/** The time of whoever claimed it is over, and the job that charges what nobody charged comes. */
async function backstop(order: PlacedOrder) {
  await house.sql`
    update payment_attempts set claimed_until = now() - interval '1 s' where order_id = ${order.id} and claimed_until is not null`;
  await house.sql`
    update dbos.workflow_status set delay_until_epoch_ms = 0, status = 'DELAYED'
     where workflow_uuid like 'charge:%' and queue_partition_key = ${order.id}`;
}
const waits = (order: PlacedOrder) =>
  eventually(async () => expect((await order.look()).status).toBe('awaiting_payment'));

describe('a charge whose answer was lost', () => {
  it('is found by its metadata, and not charged a second time', async () => {
    house.abacatepay.fault({ route: 'create', after_effect: true, cut: true });
    const order = await placedOrder(house, shop);
    expect((await order.look()).status).toBe('pending');
    await backstop(order);
    await waits(order);
    expect(charges(order)).toHaveLength(1);
    expect((await order.look()).payment_attempts).toMatchObject([{ id: order.attempt_id, status: 'open' }]);
  });

  it('and is nowhere to be found: one new attempt takes over', async () => {
    house.abacatepay.fault({ route: 'create', cut: true });
    const order = await placedOrder(house, shop);
    await backstop(order);
    await waits(order);
    expect(charges(order)).toHaveLength(1);
    expect((await order.look()).payment_attempts).toMatchObject([
      { id: order.attempt_id, status: 'superseded', external_id: null },
      { status: 'open', external_id: charges(order)[0]?.id },
    ]);
  });

  it('and cannot be looked for either: it is looked for again at once, and not charged a second time', async () => {
    house.abacatepay.fault({ route: 'create', after_effect: true, cut: true });
    const order = await placedOrder(house, shop);
    house.abacatepay.fault({ route: 'list', times: 20, status: 503 });
    await backstop(order);
    await eventually(async () => {
      const [next] = await house.sql`
        select (select claimed_until <= now() from payment_attempts where id = ${order.attempt_id}) as is_free
          from dbos.workflow_status where workflow_uuid like 'charge:%~1' and queue_partition_key = ${order.id}`;
      expect(next).toEqual({ is_free: true });
    }, 20_000);
    house.abacatepay.clearFaults();
    await waits(order);
    expect(charges(order)).toHaveLength(1);
  });

  it('is waited for by whoever comes meanwhile, who is told how long', async () => {
    house.abacatepay.fault({ route: 'create', after_effect: true, cut: true });
    const order = await placedOrder(house, shop);
    const refusal = await house.runner
      .run(claimAttempt, serviceOf(shop.company_id, 'test'), { order_id: order.id }, { face: 'internal' })
      .catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'service_unavailable', reason: 'payment.being_charged' });
    expect((refusal as AppError).retry_after_s).toBeGreaterThan(0);
    expect((refusal as AppError).retry_after_s).toBeLessThanOrEqual(CLAIM_S);
  });

  it('twice: nobody charges a third time, a person is asked, and the customer is told', async () => {
    house.abacatepay.fault({ route: 'create', times: 2, cut: true });
    const order = await placedOrder(house, shop, { from: '5511900000001' });
    await backstop(order);
    await eventually(async () => expect((await order.look()).payment_attempts).toHaveLength(2));
    await eventually(async () => {
      const [claimed] = await house.sql`
        select claimed_until from payment_attempts where order_id = ${order.id} and status = 'requested'`;
      expect(claimed?.claimed_until).toBeTruthy();
    });
    await eventually(async () => {
      await house.sql`
        update payment_attempts set claimed_until = now() - interval '1 s' where order_id = ${order.id} and status = 'requested'`;
      expect((await order.look()).payment_attempts).toMatchObject([
        { status: 'superseded' },
        { status: 'failed' },
      ]);
    });
    await house.settled();
    expect(charges(order)).toEqual([]);
    expect(await order.tasks()).toMatchObject([{ kind: 'charge_failed', order_id: order.id }]);
    expect(order.told().at(-1)).toContain('Não consegui gerar o PIX');
  });

  it('and turns up later, paid, beside the new one: each is told apart, the second is owed back', async () => {
    house.abacatepay.fault({ route: 'create', after_effect: true, cut: true });
    // The gateway does not show it yet when it is looked for.
    const hidden = { data: [], success: true, error: null, pagination: { hasMore: false } };
    house.abacatepay.fault({ route: 'list', times: 3, status: 200, body: hidden });
    const order = await placedOrder(house, shop);
    await backstop(order);
    await waits(order);
    const [newer, lost] = charges(order);
    for (const charge of [newer, lost]) {
      await house.abacatepay.pay(charge?.id ?? '');
      await house.settled();
    }
    const found = await order.look();
    expect(found).toMatchObject({ status: 'confirmed', payment_status: 'paid' });
    expect(found.payments.map((money) => money.status)).toEqual(['kept', 'refund_due']);
    expect(found.payments[1]?.attempt_id).toBe(order.attempt_id);
  });
});

describe('a gateway that is down', () => {
  it('keeps nobody waiting: the order is made, and charged as soon as the gateway is back', async () => {
    house.abacatepay.fault({ route: 'create', status: 429 });
    const order = await placedOrder(house, shop);
    expect(await order.look()).toMatchObject({
      status: 'pending',
      payment_attempts: [{ status: 'requested', external_id: null }],
    });
    // Surely not charged: the claim was given back, and nobody has to wait until it is over.
    const [attempt] =
      await house.sql`select claimed_until from payment_attempts where order_id = ${order.id}`;
    expect(attempt).toEqual({ claimed_until: null });
    await backstop(order);
    await waits(order);
    expect(charges(order)).toHaveLength(1);
    expect((await order.look()).payment_attempts).toHaveLength(1);
  });

  it('for a quarter of an hour: the order ends, its stock comes back, and the customer is told why', async () => {
    house.abacatepay.fault({ route: 'create', times: 1, status: 429 });
    const order = await placedOrder(house, shop, { from: '5511900000001' });
    await house.sql`
      delete from dbos.workflow_status where workflow_uuid like 'charge:%' and queue_partition_key = ${order.id}`;
    await order.runOut();
    await eventually(async () => expect((await order.look()).status).toBe('expired'));
    await house.settled();
    expect(await order.level()).toEqual({ quantity: 10, held: 0 });
    expect(order.told().at(-1)).toContain('Não consegui concluir');
  });
});

describe("a store's key", () => {
  const setKey = (key: string | null) => house.sql`
    update payment_settings set abacatepay_api_key = ${key && house.vault.seal(key)} where store_id = ${shop.store_id}`;

  it.each([
    ['that the gateway refuses', 'abc_dev_wrong'],
    ['that is missing', null],
  ])('%s: one task for all its orders, the customer is told kindly, the stock comes back', async (_, key) => {
    await setKey(key);
    const order = await placedOrder(house, shop, { from: '5511900000001' });
    await placedOrder(house, shop);
    expect(await order.look()).toMatchObject({
      status: 'pending',
      payment_attempts: [{ status: 'failed', error: expect.any(String) }],
    });
    expect(await order.tasks()).toMatchObject([{ kind: 'gateway_key', order_id: null }]);
    expect(order.told().at(-1)).toContain('Já avisei a loja');
    await order.runOut();
    await eventually(async () => expect((await order.look()).status).toBe('expired'));
    expect(await order.level()).toEqual({ quantity: 10, held: 2 });
  });

  it('refused while an order waits: it ends in time all the same', async () => {
    const order = await placedOrder(house, shop);
    await setKey('abc_dev_wrong');
    await order.runOut();
    await eventually(async () => expect((await order.look()).status).toBe('expired'));
    expect(await order.tasks()).toMatchObject([{ kind: 'gateway_key' }]);
    expect(await order.level()).toEqual({ quantity: 10, held: 0 });
  });
});

describe('a refusal of the charge itself', () => {
  it('is kept with its reason, and a person is asked about this order', async () => {
    house.abacatepay.fault({ route: 'create', status: 422 });
    const order = await placedOrder(house, shop);
    expect(await order.look()).toMatchObject({ status: 'pending', payment_attempts: [{ status: 'failed' }] });
    expect(await order.tasks()).toMatchObject([{ kind: 'charge_failed', order_id: order.id }]);
  });
});
