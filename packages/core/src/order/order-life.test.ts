import { eventually } from '@vek1/testing/eventually';
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AgentActor } from '../kernel/actor.ts';
import { newId } from '../kernel/ids.ts';
import { order as operations } from './index.ts';

let house: TestHouse;
let shop: Shop;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());
beforeEach(async () => {
  shop = await house.shop([
    { name: 'Café Bourbon 250g', price_cents: 4290, stock: 10 },
    { name: 'Filtro nº 103', price_cents: 1490, stock: 10 },
    { name: 'Aula de café', price_cents: 9900, stock: null },
  ]);
});

const product = (place: number) => shop.product_ids[place] ?? '';

async function create(
  more: Record<string, unknown> = {},
  lines: [place: number, quantity: number][] = [[0, 2]],
) {
  const items = lines.map(([place, quantity]) => ({ product_id: product(place), quantity }));
  return house.rest('POST', '/internal/orders', { store_id: shop.store_id, items, ...more }, shop.user_id);
}

const move = (id: string, to: string, more: Record<string, unknown> = {}, user_id = shop.user_id) =>
  house.rest('POST', `/internal/orders/${id}/transition`, { to, ...more }, user_id);
const look = async (id: string) =>
  (await house.rest('GET', `/internal/orders/${id}`, undefined, shop.user_id)).body;
const level = async (place = 0) => {
  const [row] = await house.sql`select quantity, held from stock_levels where product_id = ${product(place)}`;
  return row;
};
const stock = (door: string, order_id: string, user_id?: string) =>
  house.rest('POST', `/internal/stock/${door}-for-order`, { order_id }, user_id);

/** An order that went through these states. */
async function orderAt(...states: string[]): Promise<string> {
  const { body } = await create();
  for (const to of states) expect((await move(body.id, to)).status).toBe(200);
  return body.id;
}

describe('a draft', () => {
  it('promises nothing: no stock is held and nobody is asked for money', async () => {
    const { status, body } = await create({ draft: true });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'draft',
      payment_status: 'unpaid',
      payment_attempts: [],
      total_cents: 8580,
    });
    expect(body.allowed_targets).toEqual(['pending', 'cancelled']);
    expect(await level()).toEqual({ quantity: 10, held: 0 });
  });

  it('becomes an order at the prices of that moment, holds its stock and asks for its money', async () => {
    const { body } = await create({ draft: true });
    await house.sql`update products set price_cents = 5000, name = 'Café Bourbon' where id = ${product(0)}`;
    const pending = await move(body.id, 'pending');
    expect(pending.body).toMatchObject({
      status: 'pending',
      total_cents: 10_000,
      items: [{ name: 'Café Bourbon', price_cents: 5000, total_cents: 10_000 }],
      payment_attempts: [{ status: 'requested', amount_cents: 10_000 }],
    });
    expect(pending.body.events.map((event: { to_status: string }) => event.to_status)).toEqual([
      'draft',
      'pending',
    ]);
    expect(await level()).toEqual({ quantity: 10, held: 2 });
    await move(body.id, 'cancelled');
    expect(await level()).toEqual({ quantity: 10, held: 0 });
  });

  it('stays a draft when the stock is short, an item is no longer sold, or the way of paying is not offered', async () => {
    const short = (await create({ draft: true }, [[0, 11]])).body;
    expect(await move(short.id, 'pending')).toMatchObject({
      status: 409,
      body: {
        reason: 'order.out_of_stock',
        data: { items: [{ product_id: product(0), wanted: 11, available: 10 }] },
      },
    });
    const cash = (await create({ draft: true, payment_method: 'cash_on_delivery' })).body;
    expect(await move(cash.id, 'pending')).toMatchObject({
      status: 409,
      body: { reason: 'payment.method_disabled' },
    });
    const gone = (await create({ draft: true }, [[1, 1]])).body;
    await house.sql`update products set status = 'archived' where id = ${product(1)}`;
    expect(await move(gone.id, 'pending')).toMatchObject({
      status: 409,
      body: { reason: 'order.not_for_sale', data: { items: [{ product_id: product(1) }] } },
    });
    for (const { id } of [short, cash, gone]) expect((await look(id)).status).toBe('draft');
    expect([await level(0), await level(1)]).toEqual(Array(2).fill({ quantity: 10, held: 0 }));
  });

  it('ends by itself after a day', async () => {
    const { body } = await create({ draft: true });
    const [timer] = await house.sql`
      select (delay_until_epoch_ms - extract(epoch from now()) * 1000)::float8 / 3600000 as hours
        from dbos.workflow_status where workflow_uuid = ${`draft:${body.id}`}`;
    expect(timer?.hours).toBeCloseTo(24, 1);
    await house.sql`update dbos.workflow_status set delay_until_epoch_ms = 0 where workflow_uuid = ${`draft:${body.id}`}`;
    await eventually(async () => expect((await look(body.id)).status).toBe('cancelled'));
  });
});

describe('a transition', () => {
  it('to where the order is already does nothing', async () => {
    const id = await orderAt('confirmed', 'preparing');
    const before = await look(id);
    expect(await move(id, 'preparing')).toMatchObject({ status: 200, body: before });
    expect(await look(id)).toEqual(before);
  });

  it('that is not in the table is 409 with the targets this person may choose', async () => {
    const id = await orderAt('confirmed');
    expect(await move(id, 'returned')).toMatchObject({
      status: 409,
      body: {
        reason: 'order.transition_not_allowed',
        data: { from: 'confirmed', allowed: ['cancelled', 'preparing', 'shipped', 'delivered', 'refunded'] },
      },
    });
    const over = await orderAt('cancelled');
    expect((await move(over, 'confirmed')).body.data).toEqual({ from: 'cancelled', allowed: [] });
  });

  it.each(['awaiting_payment', 'awaiting_proof', 'proof_submitted', 'expired'])(
    'never leads to %s',
    async (to) => {
      const { body } = await create();
      const refused = await move(body.id, to);
      expect(refused).toMatchObject({ status: 409, body: { reason: 'order.transition_not_allowed' } });
      expect(refused.body.data.allowed).toEqual(['confirmed', 'cancelled']);
    },
  );

  it('refuses what it does not know: another field, another state, an order of somebody else', async () => {
    const { body } = await create();
    expect(await move(body.id, 'confirmed', { price: 1 })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'price' }] },
    });
    expect((await move(body.id, 'sold')).status).toBe(422);
    expect((await move(newId(), 'confirmed')).status).toBe(404);
    const other = await house.shop([]);
    expect((await move(body.id, 'confirmed', {}, other.user_id)).status).toBe(404);
    expect(
      (await house.rest('POST', `/internal/orders/${body.id}/transition`, { to: 'confirmed' })).status,
    ).toBe(401);
  });

  it('counts money that a person saw as paid, so that a charge that is paid later is owed back', async () => {
    const { body } = await house.rest(
      'POST',
      '/internal/orders/place',
      { store_id: shop.store_id, items: [{ product_id: product(0), quantity: 2 }] },
      shop.user_id,
    );
    expect(await move(body.id, 'confirmed')).toMatchObject({
      status: 422,
      body: { reason: 'order.reason_required' },
    });
    const confirmed = await move(body.id, 'confirmed', { reason: 'pagou em dinheiro' });
    expect(confirmed.body).toMatchObject({
      status: 'confirmed',
      payment_status: 'paid',
      payment_attempts: [{ status: 'superseded' }],
    });
    await house.abacatepay.pay(body.payment_attempts[0].external_id);
    await house.settled();
    expect(await look(body.id)).toMatchObject({ status: 'confirmed', payment_status: 'paid' });
    const tasks = await house.sql`select kind, title from tasks where company_id = ${shop.company_id}`;
    expect(tasks).toMatchObject([{ kind: 'refund_due', title: expect.stringContaining('outra vez') }]);
    expect(await level()).toEqual({ quantity: 8, held: 0 });
  });

  it('does not confirm what was taken off the shelf by hand meanwhile', async () => {
    const { body } = await create();
    await house.sql`update stock_levels set quantity = 1 where product_id = ${product(0)}`;
    expect(await move(body.id, 'confirmed')).toMatchObject({
      status: 409,
      body: { reason: 'order.out_of_stock' },
    });
    expect((await look(body.id)).status).toBe('pending');
    expect(await level()).toEqual({ quantity: 1, held: 2 });
    expect((await move(body.id, 'cancelled')).status).toBe(200);
    expect(await level()).toEqual({ quantity: 1, held: 0 });
  });

  it('undoes a shipment for ten minutes, and then does not offer it', async () => {
    const id = await orderAt('confirmed', 'shipped');
    expect((await look(id)).allowed_targets).toContain('preparing');
    expect((await move(id, 'preparing')).body.status).toBe('preparing');
    expect((await move(id, 'shipped')).body.status).toBe('shipped');
    await house.sql`update orders set status_since = now() - interval '601 s' where id = ${id}`;
    expect((await look(id)).allowed_targets).toEqual(['delivered', 'returned', 'refunded']);
    expect((await move(id, 'preparing')).body.data.allowed).toEqual(['delivered', 'returned', 'refunded']);
  });
});

describe('goods that come back', () => {
  it('are put on the shelf where they are marked, and no others', async () => {
    const { body } = await create({}, [
      [0, 2],
      [1, 3],
      [2, 1],
    ]);
    for (const to of ['confirmed', 'shipped']) await move(body.id, to);
    expect(await move(body.id, 'delivered', { restock: [product(0)] })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'restock' }] },
    });
    expect(await move(body.id, 'returned', { restock: [product(0), newId()] })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'restock.1' }] },
    });
    expect((await move(body.id, 'returned', { restock: [product(1)] })).body.status).toBe('returned');
    expect([await level(0), await level(1)]).toEqual([
      { quantity: 8, held: 0 },
      { quantity: 10, held: 0 },
    ]);
    expect((await stock('restore', body.id)).body).toMatchObject({ reason: 'order.stock_stays' });
    expect((await move(body.id, 'refunded', { reason: 'devolvido em dinheiro' })).body).toMatchObject({
      status: 'refunded',
      payment_status: 'refunded',
      allowed_targets: [],
    });
    expect(await level(0)).toEqual({ quantity: 8, held: 0 });
  });

  it('are all put back when a paid order is called off, and its money is owed', async () => {
    const id = await orderAt('confirmed', 'preparing');
    expect((await move(id, 'cancelled')).body).toMatchObject({
      status: 'cancelled',
      payment_status: 'refund_due',
    });
    expect(await level()).toEqual({ quantity: 10, held: 0 });
    const tasks =
      await house.sql`select kind, subject_id, title from tasks where company_id = ${shop.company_id}`;
    expect(tasks).toMatchObject([
      { kind: 'refund_due', subject_id: id, title: expect.stringContaining('R$ 85,80') },
    ]);
  });

  it('need a reason when the money was given back by hand', async () => {
    const id = await orderAt('confirmed');
    expect(await move(id, 'refunded')).toMatchObject({ status: 422, body: { errors: [{ path: 'reason' }] } });
    const refunded = await move(id, 'refunded', { reason: 'PIX devolvido pelo banco' });
    expect(refunded.body).toMatchObject({ status: 'refunded', payment_status: 'refunded' });
    expect(refunded.body.events.at(-1)).toMatchObject({
      reason: 'PIX devolvido pelo banco',
      actor: `user:${shop.user_id}`,
    });
    expect(await level()).toEqual({ quantity: 10, held: 0 });
  });
});

describe("the stock's own doors", () => {
  it('do once what the edges do, and answer that nothing is left to do', async () => {
    const id = await orderAt('confirmed');
    expect(await stock('decrement', id)).toMatchObject({ status: 200, body: { applied: [] } });
    expect(await stock('restore', id)).toMatchObject({ status: 409, body: { reason: 'order.stock_stays' } });
    await move(id, 'cancelled');
    expect(await stock('restore', id, shop.user_id)).toMatchObject({ status: 200, body: { applied: [] } });
    expect(await stock('decrement', id)).toMatchObject({
      status: 409,
      body: { data: { status: 'cancelled' } },
    });
    expect(await level()).toEqual({ quantity: 10, held: 0 });
  });

  it('take and put back what an edge of before the ledger did not', async () => {
    const { body } = await create();
    expect((await stock('decrement', body.id)).status).toBe(409);
    await house.sql`update orders set status = 'confirmed' where id = ${body.id}`;
    const applied = [{ product_id: product(0), quantity: 2 }];
    expect((await stock('decrement', body.id)).body).toEqual({ applied });
    expect((await stock('decrement', body.id)).body).toEqual({ applied: [] });
    await house.sql`update orders set status = 'cancelled' where id = ${body.id}`;
    await house.sql`insert into order_events (company_id, order_id, from_status, to_status, actor, created_at)
      values (${shop.company_id}, ${body.id}, 'confirmed', 'cancelled', 'test', now())`;
    expect((await stock('restore', body.id)).body).toEqual({ applied });
    expect((await stock('restore', body.id)).body).toEqual({ applied: [] });
    expect(await level()).toEqual({ quantity: 10, held: 0 });
  });

  it('name the field of an order that is not theirs', async () => {
    const { body } = await create();
    const other = await house.shop([]);
    for (const door of ['decrement', 'restore']) {
      expect(await stock(door, body.id, other.user_id)).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'order_id' }] },
      });
    }
  });
});

describe('a customer, by the agent', () => {
  it('calls off their own unpaid order, and sees no other', async () => {
    const lead = async (external_id: string): Promise<string> =>
      (
        await house.rest('POST', '/internal/leads/ensure', {
          store_id: shop.store_id,
          channel: 'web',
          external_id,
        })
      ).body.id;
    const [mine, theirs] = [await lead('ana'), await lead('bia')];
    const actor: AgentActor = {
      kind: 'agent',
      company_id: shop.company_id,
      store_id: shop.store_id,
      agent_id: shop.agent_id,
      lead_id: mine,
      turn_id: newId(),
    };
    const cancel = (id: string) =>
      house.runner.run(operations.transition, actor, { id, to: 'cancelled' }, { face: 'internal' });
    const own = (await create({ lead_id: mine })).body.id;
    const foreign = (await create({ lead_id: theirs })).body.id;
    await expect(cancel(foreign)).rejects.toMatchObject({ code: 'not_found' });
    expect(await cancel(own)).toMatchObject({ status: 'cancelled', allowed_targets: [] });
    const paid = (await create({ lead_id: mine })).body.id;
    await move(paid, 'confirmed');
    await expect(cancel(paid)).rejects.toMatchObject({
      reason: 'order.transition_not_allowed',
      data: { allowed: [] },
    });
  });
});

describe('the list', () => {
  it('filters by store and state, and never shows another company', async () => {
    const id = await orderAt('confirmed');
    await create();
    const list = (query: string, user_id = shop.user_id) =>
      house.rest('GET', `/internal/orders?${query}`, undefined, user_id);
    const confirmed = await list(`store_ids=${shop.store_id}&status=confirmed,returned`);
    expect(confirmed.body).toMatchObject({ total: 1, total_is_exact: true, items: [{ id }] });
    expect((await list('limit=1&offset=1')).body).toMatchObject({
      total: 2,
      limit: 1,
      offset: 1,
      items: [{ id }],
    });
    expect((await list('status=sold')).status).toBe(422);
    const lead = await house.rest('POST', '/internal/leads/ensure', {
      store_id: shop.store_id,
      channel: 'web',
      external_id: 'visitor-1',
    });
    const theirs = (await create({ lead_id: lead.body.id })).body.id;
    expect((await list(`lead_id=${lead.body.id}`)).body).toMatchObject({ total: 1, items: [{ id: theirs }] });
    const other = await house.shop([]);
    expect((await list('', other.user_id)).body.total).toBe(0);
    expect((await list(`store_ids=${shop.store_id}`, other.user_id)).status).toBe(403);
  });
});
