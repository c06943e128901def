import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { MANUAL_PIX, type Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { serviceOf } from '../kernel/operation.ts';
import { order as operations } from './index.ts';

let house: TestHouse;
let shop: Shop;
let lead_id: string;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());
beforeEach(async () => {
  shop = await house.shop([{ name: 'Café Bourbon 250g', price_cents: 4290, stock: 10 }]);
  const door = `/internal/orders/store/${shop.store_id}/payment-settings`;
  await house.rest('PUT', door, MANUAL_PIX, shop.user_id);
  const lead = { store_id: shop.store_id, channel: 'whatsapp', external_id: '5511987654321' };
  lead_id = (await house.rest('POST', '/internal/leads/ensure', lead)).body.id;
});

/** An order that awaits a receipt. */
async function awaiting(): Promise<string> {
  const items = [{ product_id: shop.product_ids[0], quantity: 2 }];
  const order = { store_id: shop.store_id, lead_id, items, payment_method: 'manual_pix' };
  return (await house.rest('POST', '/internal/orders', order)).body.id;
}

const receipt = (more: Record<string, unknown> = {}) => ({
  media_url: `https://files.example/${newId()}.jpg`,
  mime_type: 'image/jpeg',
  ...more,
});
const attach = (id: string, body: unknown, user_id?: string) =>
  house.rest('POST', `/internal/orders/${id}/attach-proof`, body, user_id);
const expire = (order_id: string) =>
  house.runner.run(
    operations.expire,
    serviceOf(shop.company_id, 'test'),
    { order_id, status: 'awaiting_proof' },
    { face: 'job' },
  );
const tasks = () =>
  house.sql`select kind, subject_id, title from tasks where company_id = ${shop.company_id} order by created_at`;
const level = async () => {
  const [row] =
    await house.sql`select quantity, held from stock_levels where product_id = ${shop.product_ids[0] ?? ''}`;
  return row;
};

describe('a receipt', () => {
  it('is kept, a person is asked to look at it, and only a person confirms', async () => {
    const id = await awaiting();
    const { status, body } = await attach(id, receipt({ sha256: 'a'.repeat(64), amount_cents: 8580 }));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'proof_submitted',
      payment_status: 'open',
      payment_proofs: [{ mime_type: 'image/jpeg', amount_cents: 8580, same_as_order_id: null }],
    });
    expect(await tasks()).toMatchObject([{ kind: 'proof_to_check', subject_id: body.payment_proofs[0].id }]);
    expect(await level()).toEqual({ quantity: 10, held: 2 });
    const confirmed = await house.rest(
      'POST',
      `/internal/orders/${id}/transition`,
      { to: 'confirmed' },
      shop.user_id,
    );
    expect(confirmed.body).toMatchObject({ status: 'confirmed', payment_status: 'paid' });
    expect(await level()).toEqual({ quantity: 8, held: 0 });
  });

  it('that is delivered twice is one; another of the same order stands beside it', async () => {
    const id = await awaiting();
    const photo = receipt({ sha256: 'b'.repeat(64) });
    const answers = await Promise.all([
      attach(id, photo),
      attach(id, photo),
      attach(id, { ...photo, media_url: receipt().media_url }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect((await attach(id, receipt())).body.payment_proofs).toHaveLength(2);
    expect(await tasks()).toHaveLength(2);
    const [events] =
      await house.sql`select count(*)::int as moved from order_events where order_id = ${id} and to_status = 'proof_submitted'`;
    expect(events?.moved).toBe(1);
  });

  it.each([
    ['file', { sha256: 'c'.repeat(64) }],
    ['transfer', { end_to_end_id: `E${'1'.repeat(31)}` }],
  ])('is flagged when another order was shown the same %s', async (_what, same) => {
    const [first, second] = [await awaiting(), await awaiting()];
    await attach(first, receipt(same));
    const { body } = await attach(second, receipt(same));
    expect(body.payment_proofs).toMatchObject([{ same_as_order_id: first }]);
    expect((await tasks()).at(-1)?.title).toContain('é o mesmo do pedido #');
  });

  it('is not taken by an order that awaits none, or is somebody else’s', async () => {
    const items = [{ product_id: shop.product_ids[0], quantity: 1 }];
    const { body } = await house.rest('POST', '/internal/orders', { store_id: shop.store_id, items });
    expect(await attach(body.id, receipt())).toMatchObject({
      status: 409,
      body: { reason: 'payment.method_disabled' },
    });
    const other = await house.shop([]);
    expect((await attach(await awaiting(), receipt(), other.user_id)).status).toBe(404);
    expect((await attach(newId(), receipt())).status).toBe(404);
  });

  it('is refused with the field that is wrong', async () => {
    const id = await awaiting();
    const wrong = async (body: unknown) => (await attach(id, body)).body.errors?.[0]?.path;
    expect(await wrong({ mime_type: 'image/png' })).toBe('media_url');
    expect(await wrong(receipt({ media_url: 'ftp://files.example/x' }))).toBe('media_url');
    expect(await wrong(receipt({ mime_type: 'image' }))).toBe('mime_type');
    expect(await wrong(receipt({ sha256: 'xyz' }))).toBe('sha256');
    expect(await wrong(receipt({ paid: true }))).toBe('paid');
  });
});

describe('a late receipt', () => {
  it('holds the stock anew', async () => {
    const id = await awaiting();
    await expire(id);
    expect(await level()).toEqual({ quantity: 10, held: 0 });
    expect((await attach(id, receipt())).body).toMatchObject({ status: 'proof_submitted' });
    expect(await level()).toEqual({ quantity: 10, held: 2 });
  });

  it('leaves the order expired when the stock is gone, and asks a person', async () => {
    const id = await awaiting();
    await expire(id);
    await house.sql`update stock_levels set quantity = 1 where product_id = ${shop.product_ids[0] ?? ''}`;
    expect((await attach(id, receipt())).body).toMatchObject({ status: 'expired', payment_proofs: [{}] });
    expect((await tasks()).at(-1)).toMatchObject({
      kind: 'proof_to_check',
      title: expect.stringContaining('não há mais estoque'),
    });
    expect(await level()).toEqual({ quantity: 1, held: 0 });
  });

  it('comes too late after seven days', async () => {
    const id = await awaiting();
    await expire(id);
    await house.sql`update orders set status_since = now() - interval '7 days 1 minute' where id = ${id}`;
    expect(await attach(id, receipt())).toMatchObject({
      status: 409,
      body: { reason: 'payment.method_disabled' },
    });
    expect((await house.rest('GET', `/internal/orders/awaiting-proof-by-lead/${lead_id}`)).status).toBe(404);
  });
});

describe("a lead's order that awaits a receipt", () => {
  const find = (id: string, user_id?: string) =>
    house.rest('GET', `/internal/orders/awaiting-proof-by-lead/${id}`, undefined, user_id);

  it('is the newest one, also one that expired lately, but rather one that still waits', async () => {
    expect((await find(lead_id)).status).toBe(404);
    const [old, newest] = [await awaiting(), await awaiting()];
    expect(await find(lead_id)).toMatchObject({ status: 200, body: { id: newest } });
    await expire(newest);
    expect((await find(lead_id, shop.user_id)).body.id).toBe(old);
    await expire(old);
    expect((await find(lead_id)).body.id).toBe(newest);
  });

  it('is shown to its own people and to machines only', async () => {
    await awaiting();
    const other = await house.shop([]);
    expect((await find(lead_id, other.user_id)).status).toBe(404);
    expect((await find(newId())).status).toBe(404);
    expect((await find('7')).status).toBe(422);
  });
});
