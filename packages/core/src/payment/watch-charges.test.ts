import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { COFFEE, type PlacedOrder, placedOrder } from '@vek1/testing/placed-order';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { order as orders } from '../order/index.ts';
import { payment as operations } from './index.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());
beforeEach(async () => {
  house.abacatepay.clearFaults();
  await house.sql`update payment_attempts set next_look_at = null`;
});

const CLOCK = { kind: 'service', company_id: null, cause: 'schedule' } as const;
const watch = async (limit?: number) => {
  const { looked } = await house.runner.run(operations.watchCharges, CLOCK, { limit }, { face: 'job' });
  await house.settled();
  return looked;
};
const sweep = async () => {
  const swept = await house.runner.run(orders.sweep, CLOCK, {}, { face: 'job' });
  await house.settled();
  return swept;
};
const newOrder = async () => placedOrder(house, await house.shop([COFFEE]));
const due = (order: PlacedOrder) =>
  house.sql`update payment_attempts set next_look_at = now() where id = ${order.attempt_id}`;
/** Minutes from now. */
const nextLook = async (order: PlacedOrder) => {
  const [row] = await house.sql`
    select extract(epoch from next_look_at - now()) / 60 as minutes from payment_attempts where id = ${order.attempt_id}`;
  return row?.minutes === null ? null : Number(row?.minutes);
};
const aged = (order: PlacedOrder, minutes: number) => house.sql`
  update payment_attempts set created_at = now() - ${minutes} * interval '1 min', next_look_at = now() where id = ${order.attempt_id}`;

describe('the watch over charges', () => {
  it('finds the payment whose webhook was lost, a few minutes after the charge', async () => {
    const order = await newOrder();
    await house.abacatepay.pay(order.charge_id, { webhook: false });
    expect(await nextLook(order)).toBeCloseTo(3, 0);
    expect(await watch()).toBe(0);
    await due(order);
    expect(await watch()).toBe(1);
    expect(await order.look()).toMatchObject({ status: 'confirmed', payment_status: 'paid' });
    expect(await nextLook(order)).toBeNull();
  });

  it('looks again after as long as the charge is old, and no more a day after its end', async () => {
    const order = await newOrder();
    for (const minutes of [1, 20, 600]) {
      await aged(order, minutes);
      await watch();
      expect(await nextLook(order)).toBeCloseTo(Math.max(3, minutes), 0);
    }
    await house.sql`update payment_attempts set expires_at = now() - interval '25 h' where id = ${order.attempt_id}`;
    await aged(order, 60 * 26);
    await watch();
    expect(await nextLook(order)).toBeNull();
  });

  it('takes stores in turn: a store with many open charges keeps no other waiting', async () => {
    const crowded = await house.shop([COFFEE]);
    const many: PlacedOrder[] = [];
    for (let n = 0; n < 4; n += 1) many.push(await placedOrder(house, crowded, { quantity: 1 }));
    const few = await newOrder();
    await house.sql`
      update payment_attempts set next_look_at = now() - interval '1 h' where store_id = ${crowded.store_id}`;
    await due(few);
    expect(await watch(2)).toBe(2);
    expect(await nextLook(few)).toBeGreaterThan(1);
    const waiting = await Promise.all(many.map(async (order) => Number(await nextLook(order)) < 0));
    expect(waiting.filter(Boolean)).toHaveLength(3);
  });

  it('leaves a gateway that does not answer to the next look, and asks a person for a key that it refuses', async () => {
    const silent = await newOrder();
    await due(silent);
    house.abacatepay.fault({ route: 'list', times: 3, status: 503 });
    await watch();
    expect(await silent.tasks()).toEqual([]);

    const refused = await newOrder();
    await due(refused);
    house.abacatepay.fault({ route: 'list', status: 401 });
    await watch();
    expect(await refused.tasks()).toMatchObject([{ kind: 'gateway_key' }]);
    const settings = `/internal/orders/store/${refused.shop.store_id}/payment-settings`;
    const key = { abacatepay_api_key: 'abc_dev_another_key' };
    await house.rest('PUT', settings, key, refused.shop.user_id);
    expect(await refused.tasks()).toEqual([]);
  });

  it('goes on for a refund until the gateway has given the money back', async () => {
    const order = await newOrder();
    await order.cancel();
    await house.abacatepay.pay(order.charge_id);
    await house.settled();
    const answer = { data: { refundPublicId: 'tran_1' }, success: true, error: null };
    house.abacatepay.fault({ route: 'refund', status: 200, body: answer });
    await order.post('/refund', {});
    await due(order);
    await watch();
    expect(await order.look()).toMatchObject({ payment_status: 'refund_pending' });
    // Its webhook is lost: the account has none any more.
    house.abacatepay.account({ api_key: order.shop.api_key });
    await house.abacatepay.refund(order.charge_id);
    await due(order);
    await watch();
    expect(await order.look()).toMatchObject({ payment_status: 'refunded' });
  });
});

describe('the sweep', () => {
  it('takes up money that nobody decided about, and leaves what is on its way', async () => {
    const order = await newOrder();
    await house.sql`
      insert into payments (company_id, attempt_id, order_id, amount_cents, recorded_at)
      values (${order.shop.company_id}, ${order.attempt_id}, ${order.id}, 8580, now())`;
    expect(await sweep()).toMatchObject({ payments: 0 });
    await house.sql`update payments set recorded_at = now() - interval '6 min' where order_id = ${order.id}`;
    expect(await sweep()).toMatchObject({ payments: 1 });
    expect(await order.look()).toMatchObject({ status: 'confirmed', payment_status: 'paid' });
  });

  it('ends a wait whose timer was lost, and gives its stock back, after asking the gateway', async () => {
    const [unpaid, paid] = [await newOrder(), await newOrder()];
    await house.abacatepay.pay(paid.charge_id, { webhook: false });
    const over = [unpaid.id, paid.id];
    await house.sql`delete from dbos.workflow_status where queue_partition_key = any(${over}) and status = 'DELAYED'`;
    await house.sql`update payment_attempts set expires_at = now() - interval '6 min' where order_id = any(${over})`;
    expect(await sweep()).toMatchObject({ waits: 2 });
    expect(await unpaid.look()).toMatchObject({ status: 'expired', payment_status: 'unpaid' });
    expect(await unpaid.level()).toEqual({ quantity: 10, held: 0 });
    expect(await paid.look()).toMatchObject({ status: 'confirmed', payment_status: 'paid' });
    expect(await sweep()).toMatchObject({ waits: 0 });
  });

  it('does not keep stock for ever when the gateway keeps silent', async () => {
    const order = await newOrder();
    await house.sql`delete from dbos.workflow_status where queue_partition_key = ${order.id} and status = 'DELAYED'`;
    await house.sql`update payment_attempts set expires_at = now() - interval '61 min' where order_id = ${order.id}`;
    house.abacatepay.fault({ route: 'list', times: 3, status: 503 });
    await sweep();
    expect(await order.look()).toMatchObject({ status: 'expired' });
    expect(await order.level()).toEqual({ quantity: 10, held: 0 });
  });

  it('waits for a person where one owes an answer', async () => {
    const order = await newOrder();
    await house.abacatepay.pay(order.charge_id, { paid_amount: 1 });
    await house.settled();
    await house.sql`update payment_attempts set expires_at = now() - interval '2 h' where order_id = ${order.id}`;
    expect(await sweep()).toMatchObject({ waits: 0 });
    expect(await order.look()).toMatchObject({ status: 'awaiting_payment', payment_status: 'flagged' });
  });
});
