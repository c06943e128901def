import { eventually } from '@vek1/testing/eventually';
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { COFFEE, chargeElsewhere, type PlacedOrder, placedOrder } from '@vek1/testing/placed-order';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serviceOf } from '../kernel/operation.ts';
import { payment as operations } from './index.ts';

let house: TestHouse;
let order: PlacedOrder;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());
beforeEach(async () => {
  house.abacatepay.clearFaults();
  order = await placedOrder(house, await house.shop([COFFEE]));
});

/** One whose customer can be told about it. */
const ofSomebody = async () => {
  order = await placedOrder(house, order.shop, { from: '5511900000001' });
};
const pay = async (charge_id = order.charge_id) => {
  await house.abacatepay.pay(charge_id);
  await house.settled();
};
const refund = (body: Record<string, unknown> = {}) => order.post('/refund', body);
const byHand = (body: Record<string, unknown>) => order.post('/refund-by-hand', body);
const refuseRefund = (error: string) =>
  house.abacatepay.fault({ route: 'refund', status: 400, body: { data: null, success: false, error } });
/** The gateway takes the refund on and does nothing yet. */
const takeOn = () =>
  house.abacatepay.fault({
    route: 'refund',
    status: 200,
    body: { data: { refundPublicId: 'tran_1' }, success: true, error: null },
  });
const atGateway = (charge_id = order.charge_id) => house.abacatepay.charge(charge_id).status;
const kinds = async (done = false) => (await order.tasks(done)).map((task) => task.kind);

describe('a refund', () => {
  it('goes through the gateway: the order follows when the gateway says so, its goods go back on the shelf', async () => {
    await ofSomebody();
    await pay();
    takeOn();
    const clicked = await refund({ reason: 'produto errado' });
    expect(clicked).toMatchObject({
      status: 200,
      body: {
        status: 'confirmed',
        payment_status: 'refund_pending',
        payments: [{ status: 'refund_pending' }],
      },
    });
    expect(clicked.body.allowed_targets).not.toContain('refunded');
    expect(atGateway()).toBe('PAID');

    await house.abacatepay.refund(order.charge_id);
    await house.settled();
    expect(await order.look()).toMatchObject({
      status: 'refunded',
      payment_status: 'refunded',
      payments: [{ status: 'refunded', refund_reason: 'produto errado' }],
    });
    expect(await order.level()).toEqual({ quantity: 10, held: 2 });
    expect(order.told().at(-1)).toBe(`O valor de R$ 85,80 do pedido #1002 foi devolvido.`);
    expect(await refund()).toMatchObject({ status: 200, body: { payment_status: 'refunded' } });
  });

  it('asked ten times at once goes back once', async () => {
    await pay();
    const clicks = await Promise.all(Array.from({ length: 10 }, () => refund()));
    expect(clicks.map((click) => click.status)).toEqual(Array(10).fill(200));
    await house.settled();
    expect(await order.look()).toMatchObject({ status: 'refunded', payment_status: 'refunded' });
    expect((await order.look()).events.filter((event) => event.to_status === 'refunded')).toHaveLength(1);
    expect(await order.level()).toEqual({ quantity: 10, held: 0 });
  });

  it('of a cancelled order closes the task by itself, and the order stays cancelled', async () => {
    await ofSomebody();
    await order.cancel();
    await pay();
    expect(await kinds()).toEqual(['refund_due']);
    await refund();
    await house.settled();
    expect(await order.look()).toMatchObject({ status: 'cancelled', payment_status: 'refunded' });
    expect([await kinds(), await kinds(true)]).toEqual([[], ['refund_due']]);
    expect(order.told().at(-1)).toContain('foi devolvido');
  });

  it('that lacks funds says so, to the order and in the task, and can be asked for again', async () => {
    await order.cancel();
    await pay();
    await house.rest('POST', `/internal/tasks/${(await taskIds())[0]}/done`, undefined, order.shop.user_id);
    refuseRefund('INSUFFICIENT_FUNDS');
    await refund();
    await house.settled();
    expect(await order.look()).toMatchObject({
      payment_status: 'refund_failed',
      payments: [{ status: 'refund_failed', refund_refusal: 'insufficient_funds' }],
    });
    // The person had said too early that it was done.
    expect(await order.tasks()).toMatchObject([
      { kind: 'refund_due', title: expect.stringContaining('não há saldo') },
    ]);
    await refund();
    await house.settled();
    expect(await order.look()).toMatchObject({
      payment_status: 'refunded',
      payments: [{ status: 'refunded', refund_refusal: null }],
    });
    expect(await kinds()).toEqual([]);
  });

  it('whose answer was lost is looked at, not asked for twice', async () => {
    await order.cancel();
    await pay();
    house.abacatepay.fault({ route: 'refund', after_effect: true, cut: true });
    const clicked = await refund();
    expect(clicked.body).toMatchObject({ payment_status: expect.stringMatching(/^refund/) });
    // By the gateway's webhook, or the job that the click left: whichever comes first.
    await eventually(async () => expect(await order.look()).toMatchObject({ payment_status: 'refunded' }));
  });

  it('that the gateway did not hear of is asked for by the job that the click left', async () => {
    await order.cancel();
    await pay();
    house.abacatepay.fault({ route: 'list', times: 3, cut: true });
    expect((await refund()).body).toMatchObject({ payment_status: 'refund_pending' });
    await house.sql`
      update dbos.workflow_status set delay_until_epoch_ms = 0
       where status = 'DELAYED' and queue_partition_key = ${order.charge_id}`;
    await house.settled();
    expect(atGateway()).toBe('REFUNDED');
    expect(await order.look()).toMatchObject({ payment_status: 'refunded' });
  });

  it('of the second payment leaves the first, and the order, where they are', async () => {
    const of = { order_id: order.id, attempt_id: order.attempt_id };
    const second = await chargeElsewhere(house, order.shop, of);
    await order.post('/checkout-state', second);
    await pay();
    await pay(second.external_id);
    const twice = (await order.look()).payments.find((money) => money.status === 'refund_due');
    await refund({ attempt_id: twice?.attempt_id });
    await house.settled();
    expect([atGateway(), atGateway(second.external_id)]).toEqual(['PAID', 'REFUNDED']);
    expect(await order.look()).toMatchObject({ status: 'confirmed', payment_status: 'paid' });
    expect(await kinds()).toEqual([]);
    expect(await order.level()).toEqual({ quantity: 8, held: 0 });
  });

  it('is refused where nothing came, and for another order’s payment', async () => {
    expect(await refund()).toMatchObject({ status: 409, body: { reason: 'payment.nothing_to_refund' } });
    const other = await placedOrder(house, order.shop);
    await pay(other.charge_id);
    expect(await refund({ attempt_id: other.attempt_id })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'attempt_id' }] },
    });
    const stranger = await house.shop([]);
    const foreign = await house.rest('POST', `/internal/orders/${order.id}/refund`, {}, stranger.user_id);
    expect(foreign.status).toBe(404);
  });

  async function taskIds(): Promise<string[]> {
    const { body } = await house.rest(
      'GET',
      `/internal/tasks?store_ids=${order.shop.store_id}`,
      undefined,
      order.shop.user_id,
    );
    return body.items.map((task: { id: string }) => task.id);
  }
});

describe('money given back by hand', () => {
  it('needs to be told how, ends the task, and asks the gateway for nothing', async () => {
    await order.cancel();
    await pay();
    expect(await byHand({})).toMatchObject({ status: 422, body: { errors: [{ path: 'reason' }] } });
    const done = await byHand({ reason: 'PIX na chave do cliente' });
    expect(done.body).toMatchObject({
      status: 'cancelled',
      payment_status: 'refunded',
      payments: [{ status: 'refunded', refund_reason: 'PIX na chave do cliente' }],
    });
    expect(await kinds()).toEqual([]);
    expect(atGateway()).toBe('PAID');
    const [audit] = await house.sql`
      select after->>'reason' as reason from audit_log where target_id = ${order.id} and action = 'order.refundByHand'`;
    expect(audit?.reason).toBe('PIX na chave do cliente');
  });

  it('ends a confirmed order, as the transition does', async () => {
    await pay();
    expect((await byHand({ reason: 'devolvido em dinheiro' })).body).toMatchObject({
      status: 'refunded',
      payment_status: 'refunded',
      payments: [{ status: 'refunded' }],
    });
    expect(await order.level()).toEqual({ quantity: 10, held: 0 });
  });

  it('of an order that a person had seen paid elsewhere has no payment, and ends its task too', async () => {
    await order.post('/transition', { to: 'confirmed', reason: 'pagou em dinheiro' });
    await order.cancel();
    expect(await order.look()).toMatchObject({
      status: 'cancelled',
      payment_status: 'refund_due',
      payments: [],
    });
    expect(await kinds()).toEqual(['refund_due']);
    expect((await byHand({ reason: 'devolvido em dinheiro' })).body).toMatchObject({
      payment_status: 'refunded',
    });
    expect(await kinds()).toEqual([]);
  });

  it('is refused while the gateway is giving it back: it would go back twice', async () => {
    await order.cancel();
    await pay();
    takeOn();
    await refund();
    expect(await byHand({ reason: 'x' })).toMatchObject({
      status: 409,
      body: { reason: 'payment.refund_pending' },
    });
  });
});

describe('a dispute', () => {
  it('shows on the order and asks a person; won, all is as it was', async () => {
    await pay();
    await house.abacatepay.dispute(order.charge_id);
    await house.settled();
    expect(await order.look()).toMatchObject({ status: 'confirmed', payment_status: 'disputed' });
    expect(await order.tasks()).toMatchObject([{ kind: 'disputed', order_id: order.id }]);

    // Nobody tells that it was won: the watch finds it.
    await house.abacatepay.endDispute(order.charge_id, 'won');
    await watch();
    expect(await order.look()).toMatchObject({ status: 'confirmed', payment_status: 'paid' });
    expect(await kinds()).toEqual([]);
  });

  it('lost, the money went back, and the order with it', async () => {
    await pay();
    await house.abacatepay.dispute(order.charge_id);
    await house.abacatepay.endDispute(order.charge_id, 'lost');
    await house.settled();
    expect(await order.look()).toMatchObject({ status: 'refunded', payment_status: 'refunded' });
    expect(await kinds()).toEqual([]);
  });

  it('refuses a refund meanwhile', async () => {
    await pay();
    await house.abacatepay.dispute(order.charge_id);
    await house.settled();
    house.abacatepay.fault({ route: 'list', status: 200, body: paidRow() });
    await refund();
    await house.settled();
    expect(await order.look()).toMatchObject({
      status: 'confirmed',
      payment_status: 'disputed',
      payments: [{ status: 'refund_failed', refund_refusal: 'under_dispute' }],
    });
  });

  it('does not come back by an answer of before', async () => {
    await pay();
    const service = serviceOf(order.shop.company_id, 'test');
    const { attempt_id } = order;
    const note = (reading: 'paid' | 'disputed', read_at: string) =>
      house.runner.run(operations.noteReading, service, { attempt_id, reading, read_at }, { face: 'job' });
    const later = new Date(Date.now() + 60_000).toISOString();
    await note('disputed', later);
    await note('paid', new Date().toISOString());
    await house.settled();
    expect(await order.look()).toMatchObject({ payment_status: 'disputed' });
  });

  /** What the gateway answered before it knew of the dispute. */
  const paidRow = () => ({
    data: [{ id: order.charge_id, amount: 8580, status: 'PAID', metadata: {} }],
    success: true,
    error: null,
  });
});

/** The watch's turn has come for this charge. */
async function watch(): Promise<void> {
  await house.sql`update payment_attempts set next_look_at = now() where order_id = ${order.id} and next_look_at is not null`;
  await house.runner.run(
    operations.watchCharges,
    { kind: 'service', company_id: null, cause: 'test' },
    {},
    { face: 'job' },
  );
  await house.settled();
}
