import { request as httpRequest } from 'node:http';
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client';
import { newId } from '@vek1/core/kernel/ids';
import { startTestHouse, type TestHouse, TOKENS } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppRouter } from './router.ts';

let house: TestHouse;
let ours: Shop;
let theirs: Shop;
let order_id: string;
let their_order_id: string;

const sell = async (shop: Shop): Promise<string> => {
  const items = [{ product_id: shop.product_ids[0], quantity: 1 }];
  const sale = { store_id: shop.store_id, items };
  const { status, body } = await house.rest('POST', '/internal/orders', sale, shop.user_id);
  expect(status).toBe(201);
  return body.id;
};

beforeAll(async () => {
  house = await startTestHouse();
  [ours, theirs] = await Promise.all([
    house.shop([{ name: 'Café em Grãos 250g', price_cents: 4290, stock: 24 }]),
    house.shop([{ name: 'Chá Mate 100g', price_cents: 990, stock: null }]),
  ]);
  [order_id, their_order_id] = [await sell(ours), await sell(theirs)];
  await house.settled();
});
afterAll(() => house?.close());

const client = (headers: Record<string, string>) =>
  createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${house.url}/trpc`, headers })] });
const as = (user_id: string) => client({ 'x-internal-token': TOKENS.internal, 'x-actor-user-id': user_id });

/** What the client was told, as the house says it. */
async function refusal(answer: Promise<unknown>) {
  const error = await answer.then(
    () => new Error('it was answered'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof TRPCClientError)) throw error;
  return error.data;
}

describe('both faces answer the same', () => {
  it('order, to the byte', async () => {
    const { body } = await house.rest('GET', `/internal/orders/${order_id}`, undefined, ours.user_id);
    expect(body).toMatchObject({ id: order_id, total_cents: 4290, items: [{ quantity: 1 }] });
    expect(JSON.stringify(await as(ours.user_id).order.get.query({ id: order_id }))).toBe(
      JSON.stringify(body),
    );
  });

  it('list of products, with defaults and filters', async () => {
    const { store_id } = ours;
    const { body } = await house.rest(
      'GET',
      `/internal/products?store_id=${store_id}&q=cafe&limit=3`,
      undefined,
      ours.user_id,
    );
    expect(body).toMatchObject({ total: 1, limit: 3, items: [{ price_cents: 4290 }] });
    expect(await as(ours.user_id).catalog.list.query({ store_id, q: 'cafe', limit: 3 })).toEqual(body);
  });

  it("list that is read page by page, as tRPC's client reads it: forward, and no other way", async () => {
    const { store_id, user_id } = ours;
    const someone = { store_id, channel: 'whatsapp', external_id: '5511987654321' };
    const { body: lead } = await house.rest('POST', '/internal/leads/ensure', someone);
    const { body } = await house.rest(
      'GET',
      `/internal/leads/${lead.id}/events?limit=10`,
      undefined,
      user_id,
    );
    expect(body.items).not.toEqual([]);
    const asked = { lead_id: lead.id, limit: 10 };
    // What an infinite query sends; the type of the contract has no such key.
    const forward = { ...asked, direction: 'forward' };
    expect(await as(user_id).lead.events.query(forward)).toEqual(body);
    const backward = { ...asked, direction: 'backward' };
    expect(await refusal(as(user_id).lead.events.query(backward))).toMatchObject({
      errors: [{ path: 'direction' }],
    });
  });

  it('answers to calls that travel together', async () => {
    const { order, catalog } = as(ours.user_id);
    const both = [order.list.query({}), catalog.list.query({ store_id: ours.store_id })] as const;
    expect(await Promise.all(both)).toMatchObject([{ total: 1 }, { total: 1 }]);
  });
});

describe('who is let in', () => {
  it.each([
    ['no token', {}],
    ['a wrong token', { 'x-internal-token': TOKENS.internal.slice(0, -1) }],
    ["another door's token", { 'x-internal-token': TOKENS.webhook, 'x-auth-token': TOKENS.auth }],
    ['a user that nobody knows', { 'x-internal-token': TOKENS.internal, 'x-actor-user-id': 'nobody' }],
    ['an empty user', { 'x-internal-token': TOKENS.internal, 'x-actor-user-id': '' }],
  ])('with %s is 401 on both', async (_, headers: Record<string, string>) => {
    const error = await refusal(client(headers).order.get.query({ id: order_id }));
    expect(error).toMatchObject({ statusCode: 401, errorCode: 'UNAUTHORIZED' });
    expect((await fetch(`${house.url}/internal/orders/${order_id}`, { headers })).status).toBe(401);
  });

  it('without a user is a machine where one may ask, and 401 elsewhere', async () => {
    const machine = client({ 'x-internal-token': TOKENS.internal });
    expect(await machine.store.slugAvailable.query({ slug: 'loja-nova' })).toMatchObject({ available: true });
    expect(await refusal(machine.order.get.query({ id: order_id }))).toMatchObject({ statusCode: 401 });
    expect(await refusal(machine.order.list.query({}))).toMatchObject({ statusCode: 401 });
    expect((await house.rest('GET', '/internal/orders')).status).toBe(401);
  });

  it("is 404 for another company's row, and for one that is not there", async () => {
    for (const id of [their_order_id, newId(), '00000000-0000-0000-0000-000000000007']) {
      const error = await refusal(as(ours.user_id).order.get.query({ id }));
      expect(error).toMatchObject({ statusCode: 404, message: 'order not found.' });
      expect((await house.rest('GET', `/internal/orders/${id}`, undefined, ours.user_id)).status).toBe(404);
    }
  });

  it("is 403 for another company's store, the same as for one that is not there", async () => {
    const said = await Promise.all(
      [theirs.store_id, newId()].map(async (store_id) => {
        const {
          timestamp: _t,
          traceId: _id,
          ...trpc
        } = (await refusal(as(ours.user_id).catalog.list.query({ store_id }))) ?? {};
        const { body } = await house.rest(
          'GET',
          `/internal/orders?store_ids=${ours.store_id},${store_id}`,
          undefined,
          ours.user_id,
        );
        expect(body).toMatchObject({ statusCode: 403, reason: 'store.foreign' });
        return trpc;
      }),
    );
    expect(said[0]).toMatchObject({ statusCode: 403, reason: 'store.foreign' });
    expect(said[1]).toEqual(said[0]);
  });

  it('is 403 in a list of stores for another company', async () => {
    const foreign = `/internal/stores?company_id=${theirs.company_id}`;
    expect((await house.rest('GET', foreign, undefined, ours.user_id)).status).toBe(403);
  });
});

describe('the house at large', () => {
  const trace = async (given?: string) => {
    const response = await fetch(`${house.url}/internal/nowhere`, {
      headers: given === undefined ? {} : { 'x-request-id': given },
    });
    const { traceId } = (await response.json()) as { traceId: string };
    expect(response.headers.get('x-request-id')).toBe(traceId);
    return traceId;
  };

  it('keeps a well-formed request id, also in what it answers', async () => {
    expect(await trace('order-screen_0001')).toBe('order-screen_0001');
  });

  it.each(['short', 'x'.repeat(65), 'with spaces in it', '<script>alert(1)</script>'])(
    'makes its own instead of %j',
    async (given) => {
      expect(await trace(given)).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it("says the trace in tRPC's answers and errors", async () => {
    const headers = { 'x-internal-token': TOKENS.internal, 'x-request-id': 'trace-of-the-test' };
    const answer = await fetch(`${house.url}/trpc/order.list`, { headers });
    expect(answer.headers.get('x-request-id')).toBe('trace-of-the-test');
    expect(await refusal(client(headers).order.get.query({ id: newId() }))).toMatchObject({
      traceId: 'trace-of-the-test',
    });
    expect(await refusal(client({ 'x-request-id': 'trace-of-the-test' }).order.list.query({}))).toMatchObject(
      {
        traceId: 'trace-of-the-test',
      },
    );
  });

  it('refuses a body that never says how long it is', async () => {
    const { status, text } = await new Promise<{ status?: number; text: string }>((resolve, reject) => {
      const headers = { 'x-internal-token': TOKENS.internal, 'transfer-encoding': 'chunked' };
      const sent = httpRequest(`${house.url}/internal/orders`, { method: 'POST', headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        answer.on('end', () => resolve({ status: answer.statusCode, text }));
      });
      sent.on('error', reject);
      for (let part = 0; part < 11; part += 1) sent.write(' '.repeat(100_000));
      sent.end();
    });
    expect(JSON.parse(text)).toMatchObject({ statusCode: 413, errorCode: 'PAYLOAD_TOO_LARGE' });
    expect(status).toBe(413);
  });

  it('is alive to anybody', async () => {
    const health = await fetch(`${house.url}/health`);
    expect(await health.json()).toMatchObject({ status: 'ok', postgres: { status: 'ok' } });
    expect((await fetch(`${house.url}/ready`)).status).toBe(200);
  });
});
