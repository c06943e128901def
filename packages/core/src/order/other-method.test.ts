import { eventually } from '@vek1/testing/eventually';
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { MANUAL_PIX } from '@vek1/testing/shop';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AgentActor } from '../kernel/actor.ts';
import { newId } from '../kernel/ids.ts';
import { serviceOf } from '../kernel/operation.ts';
import { order as operations } from './index.ts';
import { type SellingShop, sellingShop } from './selling-shop.fixture.ts';

let house: TestHouse;
let shop: SellingShop;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());
beforeEach(async () => {
  shop = await sellingShop(house, MANUAL_PIX);
});

const place = async (payment_method: string, more: Record<string, unknown> = {}) =>
  (await shop.place({ payment_method, ...more })).body;
const expire = async (order_id: string) => {
  const { status } = await shop.look(order_id);
  await house.runner.run(
    operations.expire,
    serviceOf(shop.company_id, 'test'),
    { order_id, status },
    { face: 'job' },
  );
};
const tasks = () => house.sql`select kind, title, done_at from tasks where company_id = ${shop.company_id}`;
const methods = (order: { payment_attempts: { method: string; status: string }[] }) =>
  order.payment_attempts.map(({ method, status }) => `${method} ${status}`);
const lead = async (external_id: string): Promise<string> =>
  (
    await house.rest('POST', '/internal/leads/ensure', {
      store_id: shop.store_id,
      channel: 'web',
      external_id,
    })
  ).body.id;
const agentOf = (lead_id: string): AgentActor => ({
  kind: 'agent',
  company_id: shop.company_id,
  store_id: shop.store_id,
  agent_id: shop.agent_id,
  lead_id,
  turn_id: newId(),
});

describe('another way of paying', () => {
  it('from PIX to manual PIX: a code of the store, and the old charge no longer waits', async () => {
    const { id } = await place('pix');
    const changed = await shop.act(id, 'change-method', { payment_method: 'manual_pix' });
    expect(changed).toMatchObject({
      status: 200,
      body: { status: 'awaiting_proof', payment_status: 'open', payment_method: 'manual_pix' },
    });
    expect(methods(changed.body)).toEqual(['pix superseded', 'manual_pix open']);
    expect(await shop.level()).toEqual({ quantity: 10, held: 2 });
  });

  it('from manual PIX to PIX: a charge of the gateway', async () => {
    const { id } = await place('manual_pix');
    const { body } = await shop.act(id, 'change-method', { payment_method: 'pix' });
    expect(body).toMatchObject({ status: 'awaiting_payment', payment_method: 'pix' });
    expect(methods(body)).toEqual(['manual_pix superseded', 'pix open']);
    const charge = house.abacatepay.charges().find(({ metadata }) => metadata.order_id === id);
    expect(body.payment_attempts[1]).toMatchObject({ external_id: charge?.id, amount_cents: 8580 });
    await house.abacatepay.pay(charge?.id ?? '');
    await house.settled();
    expect(await shop.look(id)).toMatchObject({ status: 'confirmed', payment_status: 'paid' });
    expect(await shop.level()).toEqual({ quantity: 8, held: 0 });
  });

  it('is told once however often it is asked, and changes nothing where it is so already', async () => {
    const { id } = await place('pix');
    const answers = await Promise.all(
      [1, 2, 3].map(() => shop.act(id, 'change-method', { payment_method: 'manual_pix' })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const order = await shop.look(id);
    expect(methods(order)).toEqual(['pix superseded', 'manual_pix open']);
    expect(order.events).toHaveLength(3);
  });

  it('and the old charge is paid all the same: that is the choice, and the order is confirmed', async () => {
    const { id, payment_attempts } = await place('pix');
    await shop.act(id, 'change-method', { payment_method: 'manual_pix' });
    await house.abacatepay.pay(payment_attempts[0].external_id);
    await house.settled();
    const order = await shop.look(id);
    expect(order).toMatchObject({ status: 'confirmed', payment_status: 'paid', payment_method: 'pix' });
    expect(methods(order)).toEqual(['pix paid', 'manual_pix superseded']);
    expect(await tasks()).toEqual([]);
    expect(await shop.level()).toEqual({ quantity: 8, held: 0 });
  });

  it('and the old charge is paid while a receipt waits: confirmed, and the receipt is still to be looked at', async () => {
    const { id, payment_attempts } = await place('pix');
    await shop.act(id, 'change-method', { payment_method: 'manual_pix' });
    await shop.act(id, 'attach-proof', { media_url: 'https://files.example/a.jpg', mime_type: 'image/jpeg' });
    await house.abacatepay.pay(payment_attempts[0].external_id);
    await house.settled();
    expect(await shop.look(id)).toMatchObject({
      status: 'confirmed',
      payment_status: 'paid',
      payment_method: 'pix',
      allowed_steps: [],
    });
    expect(await shop.act(id, 'reject-proof', { reason: 'não veio' })).toMatchObject({ status: 409 });
    const [paid] = await house.sql`select count(*)::int as times from payments where order_id = ${id}`;
    expect(paid?.times).toBe(1);
    // It may show that they paid twice.
    expect((await tasks()).filter(({ done_at }) => done_at === null)).toMatchObject([
      { kind: 'proof_to_check' },
    ]);
    expect(await shop.level()).toEqual({ quantity: 8, held: 0 });
  });

  it('is refused where the store does not take it, or the order no longer waits', async () => {
    const { id } = await place('manual_pix');
    await shop.settings({ pix_enabled: false });
    expect(await shop.act(id, 'change-method', { payment_method: 'pix' })).toMatchObject({
      status: 409,
      body: { reason: 'payment.method_disabled' },
    });
    expect(methods(await shop.look(id))).toEqual(['manual_pix open']);
    await shop.act(id, 'transition', { to: 'confirmed' });
    expect(await shop.act(id, 'change-method', { payment_method: 'manual_pix' })).toMatchObject({
      status: 409,
      body: { reason: 'order.transition_not_allowed' },
    });
    expect(await shop.act(id, 'change-method', { payment_method: 'cash_on_delivery' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'payment_method' }] },
    });
  });

  it('is charged by the job where the gateway was silent, and ends as every wait does', async () => {
    const { id } = await place('manual_pix');
    house.abacatepay.fault({ route: 'create', status: 503, times: 9 });
    const { body } = await shop.act(id, 'change-method', { payment_method: 'pix' });
    expect(methods(body)).toEqual(['manual_pix superseded', 'pix requested']);
    house.abacatepay.clearFaults();
    const attempt_id = body.payment_attempts[1].id;
    await house.sql`update payment_attempts set claimed_until = null where id = ${attempt_id}`;
    await house.sql`update dbos.workflow_status set delay_until_epoch_ms = 0 where workflow_uuid = ${`charge:${attempt_id}`}`;
    await eventually(async () =>
      expect(methods(await shop.look(id))).toEqual(['manual_pix superseded', 'pix open']),
    );
  });
});

describe('an expired order', () => {
  it('begins again with a new code at the prices it had, its stock held anew', async () => {
    const { id } = await place('pix');
    await expire(id);
    expect(await shop.level()).toEqual({ quantity: 10, held: 0 });
    const renewed = await shop.act(id, 'renew', {});
    expect(renewed).toMatchObject({
      status: 200,
      body: { status: 'awaiting_payment', payment_status: 'open' },
    });
    expect(methods(renewed.body)).toEqual(['pix expired', 'pix open']);
    expect(await shop.level()).toEqual({ quantity: 10, held: 2 });
    const [round] = await house.sql`select round from orders where id = ${id}`;
    expect(round?.round).toBe(2);
    await house.abacatepay.pay(renewed.body.payment_attempts[1].external_id);
    await house.settled();
    expect((await shop.look(id)).status).toBe('confirmed');
    expect(await shop.level()).toEqual({ quantity: 8, held: 0 });
  });

  it('begins again by the other way of paying, once however often it is asked', async () => {
    const { id } = await place('pix');
    await expire(id);
    const answers = await Promise.all(
      [1, 2, 3].map(() => shop.act(id, 'renew', { payment_method: 'manual_pix' })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const order = await shop.look(id);
    expect(order).toMatchObject({ status: 'awaiting_proof', payment_method: 'manual_pix' });
    expect(methods(order)).toEqual(['pix expired', 'manual_pix open']);
    expect(await shop.level()).toEqual({ quantity: 10, held: 2 });
  });

  it('expires again, and its old code that is paid late confirms it all the same', async () => {
    const { id, payment_attempts } = await place('pix');
    await expire(id);
    await shop.act(id, 'renew', {});
    await expire(id);
    await house.abacatepay.pay(payment_attempts[0].external_id);
    await house.settled();
    const order = await shop.look(id);
    expect(order).toMatchObject({ status: 'confirmed', payment_status: 'paid' });
    expect(methods(order)).toEqual(['pix paid', 'pix expired']);
    expect(await shop.level()).toEqual({ quantity: 8, held: 0 });
  });

  it('does not begin again at other prices: what changed is named', async () => {
    const { id } = await place('pix');
    await expire(id);
    await house.sql`update products set price_cents = 4990 where id = ${shop.product_ids[0] ?? ''}`;
    expect(await shop.act(id, 'renew', {})).toMatchObject({
      status: 409,
      body: {
        reason: 'order.prices_changed',
        data: { items: [{ name: 'Café Bourbon 250g', was_cents: 4290, now_cents: 4990 }] },
      },
    });
    await house.sql`update products set price_cents = 4290, status = 'archived' where id = ${shop.product_ids[0] ?? ''}`;
    expect((await shop.act(id, 'renew', {})).body.reason).toBe('order.not_for_sale');
    expect((await shop.look(id)).status).toBe('expired');
  });

  it('does not begin again without stock, after seven days, or where it has not expired', async () => {
    const { id } = await place('pix');
    expect(await shop.act(id, 'renew', { payment_method: 'manual_pix' })).toMatchObject({
      status: 409,
      body: { reason: 'order.not_renewable' },
    });
    await expire(id);
    await house.sql`update stock_levels set quantity = 1 where product_id = ${shop.product_ids[0] ?? ''}`;
    expect((await shop.act(id, 'renew', {})).body.reason).toBe('order.out_of_stock');
    expect(await shop.level()).toEqual({ quantity: 1, held: 0 });
    await house.sql`update stock_levels set quantity = 10 where product_id = ${shop.product_ids[0] ?? ''}`;
    expect((await shop.look(id)).allowed_steps).toEqual(['renew']);
    await house.sql`update orders set status_since = now() - interval '7 days 1 minute' where id = ${id}`;
    expect((await shop.act(id, 'renew', {})).body.reason).toBe('order.not_renewable');
    expect((await shop.look(id)).allowed_steps).toEqual([]);
  });
});

describe('a customer, by the agent', () => {
  it('changes and renews their own order, and sees no other', async () => {
    const [ana, bia] = [await lead('ana'), await lead('bia')];
    const { id } = await place('pix', { lead_id: ana });
    const change = (lead_id: string) =>
      house.runner.run(
        operations.changeMethod,
        agentOf(lead_id),
        { id, payment_method: 'manual_pix' },
        { face: 'internal' },
      );
    const renew = (lead_id: string) =>
      house.runner.run(operations.renew, agentOf(lead_id), { id }, { face: 'internal' });
    await expect(change(bia)).rejects.toMatchObject({ code: 'not_found' });
    expect(await change(ana)).toMatchObject({ status: 'awaiting_proof' });
    await expire(id);
    await expect(renew(bia)).rejects.toMatchObject({ code: 'not_found' });
    expect(await renew(ana)).toMatchObject({ status: 'awaiting_proof' });
    expect((await shop.act(id, 'renew', {}, (await house.shop([])).user_id)).status).toBe(404);
  });
});
