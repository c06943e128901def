import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signWebhook } from './abacatepay/events.ts';
import { type FakeAbacatePay, startAbacatePay } from './abacatepay.ts';
import { crc16 } from './br-code.ts';
import { startWebhookSink, type WebhookSink } from './webhook-sink.ts';

const KEY = 'abc_dev_one';
const OTHER = 'abc_dev_two';
const SECRET = 'query secret &?';
const START = Date.parse('2026-11-21T12:00:00Z');

let clock: number;
let sink: WebhookSink;
let answer: (before: number) => number;
let fake: FakeAbacatePay;

beforeEach(async () => {
  clock = START;
  answer = () => 200;
  sink = await startWebhookSink((before) => answer(before));
  fake = await startAbacatePay({
    accounts: [
      { api_key: KEY, webhook: { url: `${sink.url}/hook/store`, secret: SECRET } },
      { api_key: OTHER },
      { api_key: 'abc_prod_live' },
    ],
    now: () => clock,
    retry: { base_delay_ms: 1 },
  });
});
afterEach(async () => {
  await fake.close();
  await sink.close();
});

async function ask(method: string, path: string, body?: unknown, key = KEY) {
  const response = await fetch(fake.url + path, {
    method,
    headers: { authorization: `Bearer ${key}` },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}
const create = async (data: object = {}, key = KEY) => {
  const body = { method: 'PIX', data: { amount: 1_990, ...data } };
  return (await ask('POST', '/v2/transparents/create', body, key)).body.data;
};

describe('AbacatePay’s charges', () => {
  it('answers a new charge in the envelope, without its externalId', async () => {
    const data = { amount: 4_990, expiresIn: 600, externalId: 'attempt', metadata: { order_id: 'o' } };
    const { status, body } = await ask('POST', '/v2/transparents/create', { method: 'PIX', data });
    expect(status).toBe(200);
    expect(body).toEqual({
      data: {
        id: expect.stringMatching(/^pix_char_[A-Za-z0-9]{24}$/),
        amount: 4_990,
        status: 'PENDING',
        devMode: true,
        brCode: expect.stringContaining('540549.90'),
        brCodeBase64: expect.stringMatching(/^data:image\/png;base64,iVBORw0KGgo/),
        platformFee: 80,
        receiptUrl: null,
        expiresAt: '2026-11-21T12:10:00.000Z',
        createdAt: '2026-11-21T12:00:00.000Z',
        updatedAt: '2026-11-21T12:00:00.000Z',
        metadata: { order_id: 'o' },
      },
      success: true,
      error: null,
    });
    const { brCode } = body.data;
    expect(crc16(brCode.slice(0, -4))).toBe(brCode.slice(-4));
  });

  it.each([
    ['a flat body', { amount: 100 }],
    ['no amount', { method: 'PIX', data: {} }],
    ['half a cent', { method: 'PIX', data: { amount: 10.5 } }],
    ['nothing', { method: 'PIX', data: { amount: 0 } }],
    ['an unknown field', { method: 'PIX', data: { amount: 100, amout: 1 } }],
    ['half a customer', { method: 'PIX', data: { amount: 100, customer: { name: 'Maria' } } }],
  ])('refuses %s', async (_, body) => {
    const refused = await ask('POST', '/v2/transparents/create', body);
    expect(refused).toEqual({
      status: 422,
      body: { data: null, success: false, error: expect.any(String) },
    });
    expect(fake.charges()).toEqual([]);
  });

  it('knows nobody without a key of its own, and shows nobody another’s charges', async () => {
    const { id } = await create();
    expect((await ask('GET', '/v2/transparents/list', undefined, 'abc_dev_three')).status).toBe(401);
    expect((await fetch(`${fake.url}/v2/transparents/list`)).status).toBe(401);
    expect((await ask('GET', `/v2/transparents/list?id=${id}`, undefined, OTHER)).body.data).toEqual([]);
    expect((await ask('GET', `/v2/transparents/check?id=${id}`, undefined, OTHER)).status).toBe(404);
  });

  it('checks without an amount and lists with amount and metadata', async () => {
    const { id } = await create({ metadata: { attempt_id: 'a' }, externalId: 'a' });
    const check = await ask('GET', `/v2/transparents/check?id=${id}`);
    expect(Object.keys(check.body.data)).toEqual(['id', 'status', 'expiresAt']);
    const [row] = (await ask('GET', `/v2/transparents/list?id=${id}`)).body.data;
    expect(row).toMatchObject({ id, amount: 1_990, metadata: { attempt_id: 'a' } });
    expect(row).not.toHaveProperty('externalId');
  });

  it('expires by the clock', async () => {
    const { id } = await create({ expiresIn: 60 });
    clock += 59_999;
    expect(fake.charge(id).status).toBe('PENDING');
    clock += 1;
    expect((await ask('GET', '/v2/transparents/list?status=EXPIRED')).body.data).toMatchObject([{ id }]);
    expect((await ask('GET', '/v2/transparents/list?status=PENDING')).body.data).toEqual([]);
  });

  it('pages from new to old and back, and keeps its place while charges are paid', async () => {
    const made: string[] = [];
    for (let n = 0; n < 5; n += 1) made.unshift((await create()).id);
    const list = async (query: string) => {
      const { body } = await ask('GET', `/v2/transparents/list?${query}`);
      return { ids: body.data.map(({ id }: { id: string }) => id), ...body.pagination };
    };

    const first = await list('limit=2&status=PENDING');
    expect(first).toEqual({ ids: made.slice(0, 2), hasMore: true, next: made[1], before: null });
    await fake.pay(made[1] ?? '', { webhook: false });
    const second = await list(`limit=2&status=PENDING&after=${first.next}`);
    expect(second).toEqual({ ids: made.slice(2, 4), hasMore: true, next: made[3], before: made[2] });
    const last = await list(`limit=2&status=PENDING&after=${second.next}`);
    expect(last).toMatchObject({ ids: made.slice(4), hasMore: false, next: null });
    const back = await list(`limit=2&status=PENDING&before=${last.before}`);
    expect(back.ids).toEqual(made.slice(2, 4));
  });

  it.each(['limit=0', 'limit=101', 'status=PAYED', 'after=pix_char_none'])(
    'refuses to list by %s',
    async (query) => {
      expect((await ask('GET', `/v2/transparents/list?${query}`)).body).toMatchObject({ success: false });
    },
  );

  it('simulates a payment for dev keys only, once, and tells by webhook', async () => {
    const { id } = await create();
    const path = `/v2/transparents/simulate-payment?id=${id}`;
    const paid = await ask('POST', path, { metadata: {} });
    expect(paid.body.data).toMatchObject({ id, status: 'PAID', receiptUrl: expect.stringContaining(id) });
    expect((await ask('POST', path, {})).status).toBe(400);
    await expect.poll(() => sink.received.length).toBe(1);
    const live = await create({}, 'abc_prod_live');
    expect(live.devMode).toBe(false);
    const refused = await ask('POST', `/v2/transparents/simulate-payment?id=${live.id}`, {}, 'abc_prod_live');
    expect(refused.status).toBe(403);
  });

  it('refunds what was paid, once, with one public id', async () => {
    const { id } = await create();
    const refund = () => ask('POST', '/v2/transparents/refund', { id });
    expect((await refund()).body).toEqual({
      data: null,
      success: false,
      error: 'TRANSACTION_NOT_REFUNDABLE',
    });
    await fake.pay(id);
    const first = await refund();
    expect(first.body.data.refundPublicId).toMatch(/^tran_/);
    expect((await refund()).body).toEqual(first.body);
    expect(fake.charge(id).status).toBe('REFUNDED');
    await expect.poll(() => sink.received.length).toBe(2);
    expect(sink.received[1]?.body).toMatchObject({ event: 'transparent.refunded' });
    const unknown = await ask('POST', '/v2/transparents/refund', { id: 'pix_char_none' });
    expect(unknown.body.error).toBe('TRANSACTION_NOT_FOUND');
  });
});

describe('AbacatePay’s webhooks', () => {
  it('signs as the published vector says', () => {
    const body =
      '{"event":"transparent.completed","apiVersion":2,"devMode":true,"data":{"transparent":{"id":"pix_char_1"}}}';
    expect(signWebhook(body)).toBe('Y/do+d1Z6bYUKv98Pauiu95akxBDBN0mMO7qlCYjYQY=');
  });

  it('tells of a payment with the secret in the query and the signature over the bytes', async () => {
    const { id } = await create({ externalId: 'attempt' });
    const { deliveries } = await fake.pay(id);
    expect(deliveries).toEqual([[200]]);
    const [webhook] = sink.received;
    expect(webhook).toMatchObject({ method: 'POST', path: '/hook/store', query: { webhookSecret: SECRET } });
    expect(webhook?.headers.get('x-webhook-signature')).toBe(signWebhook(webhook?.raw ?? ''));
    expect(webhook?.body).toMatchObject({
      id: expect.stringMatching(/^log_/),
      event: 'transparent.completed',
      apiVersion: 2,
      devMode: true,
      data: {
        transparent: { id, externalId: 'attempt', amount: 1_990, paidAmount: 1_990, status: 'PAID' },
        customer: null,
        payerInformation: { method: 'PIX' },
      },
    });
    expect(
      createHmac('sha256', 'not the key')
        .update(webhook?.raw ?? '')
        .digest('base64'),
    ).not.toBe(webhook?.headers.get('x-webhook-signature'));
  });

  it('sends one event several times at once, again later, and again until it is heard', async () => {
    answer = (before) => (before === 3 ? 500 : 200);
    const { id } = await create();
    expect((await fake.pay(id, { deliveries: 3, event_id: 'log_fixed' })).deliveries).toHaveLength(3);
    expect((await fake.redeliver(id)).deliveries).toEqual([[500, 200]]);
    expect(sink.received).toHaveLength(5);
    expect(new Set(sink.received.map(({ raw }) => raw)).size).toBe(1);
    expect(sink.received[0]?.body).toMatchObject({ id: 'log_fixed' });
  });

  it('tells of less than was due, without an id, in the old shape, late, or not at all', async () => {
    const { id } = await create({ expiresIn: 1 });
    clock += 2_000;
    await fake.pay(id, { paid_amount: 990, event_id: null, generation: 'v1' });
    expect(sink.received[0]?.body).toEqual({
      event: 'billing.paid',
      devMode: true,
      data: {
        payment: { amount: 990, fee: 80, method: 'PIX' },
        pixQrCode: { id, amount: 1_990, kind: 'PIX', status: 'PAID' },
      },
    });
    expect((await fake.pay((await create()).id, { webhook: false })).deliveries).toEqual([]);
    expect(sink.received).toHaveLength(1);
  });

  it('goes where the account says now', async () => {
    const { id } = await create({}, OTHER);
    expect((await fake.pay(id)).deliveries).toEqual([]);
    fake.account({ api_key: OTHER, webhook: { url: `${sink.url}/later`, secret: 's' } });
    await fake.redeliver(id);
    expect(sink.received).toMatchObject([{ path: '/later', query: { webhookSecret: 's' } }]);
  });
});

describe('the other side of AbacatePay, over HTTP', () => {
  it('shows all charges, newest first, and whose they are to nobody', async () => {
    const [older, newer] = [await create(), await create({}, OTHER)];
    const { body } = await ask('GET', '/__fake/charges');
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([newer.id, older.id]);
    expect(JSON.stringify(body)).not.toContain(KEY);
    const one = await ask('GET', `/__fake/charges/${older.id}`);
    expect(one.body).toMatchObject({ brCode: older.brCode, externalId: null });
  });

  it('pays, and says what the receiver answered', async () => {
    const { id } = await create();
    const paid = await ask('POST', `/__fake/charges/${id}/pay`, { deliveries: 2 });
    expect(paid).toMatchObject({ status: 200, body: { charge: { id, status: 'PAID' } } });
    expect(paid.body.deliveries).toEqual([[200], [200]]);
    expect((await ask('POST', `/__fake/webhooks/redeliver/${id}`)).body.deliveries).toEqual([[200]]);
    expect((await ask('POST', `/__fake/charges/${id}/refund`)).body.charge.status).toBe('REFUNDED');
  });

  it('says why it can’t', async () => {
    const { id } = await create();
    expect((await ask('POST', `/__fake/charges/${id}/expire`)).body.status).toBe('EXPIRED');
    expect((await ask('POST', `/__fake/charges/${id}/expire`)).status).toBe(409);
    expect((await ask('POST', `/__fake/charges/${id}/refund`)).status).toBe(409);
    expect((await ask('POST', '/__fake/charges/none/pay')).status).toBe(404);
    expect((await ask('POST', `/__fake/charges/${id}/pay`, { amount: 1 })).status).toBe(422);
    expect((await ask('POST', '/__fake/faults', { route: 'crete' })).status).toBe(422);
  });

  it('breaks as it is told, as often as it is told', async () => {
    const body = { data: null, success: false, error: 'no' };
    await ask('POST', '/__fake/faults', { route: 'create', times: 2, status: 200, body });
    const answers = [await create(), await create(), await create()];
    expect(answers.map((data) => data === null)).toEqual([true, true, false]);
    expect(fake.charges()).toHaveLength(1);

    await ask('POST', '/__fake/faults', { route: 'create', after_effect: true, cut: true });
    await expect(create()).rejects.toThrow('fetch failed');
    expect(fake.charges()).toHaveLength(2);

    await ask('POST', '/__fake/faults', { route: 'create', cut: true });
    await expect(create()).rejects.toThrow('fetch failed');
    expect(fake.charges()).toHaveLength(2);

    await ask('POST', '/__fake/faults', { route: 'list', status: 500 });
    await ask('DELETE', '/__fake/faults');
    expect((await ask('GET', '/v2/transparents/list')).status).toBe(200);
  });

  it('closes while an answer is late and a webhook waits', async () => {
    answer = () => 500;
    const { id } = await create();
    const lonely = await startAbacatePay({
      accounts: [{ api_key: KEY, webhook: { url: `${sink.url}/x`, secret: 's' } }],
      retry: { base_delay_ms: 60_000, max_delay_ms: 60_000 },
    });
    await fake.close();
    fake = lonely;
    const charge = await create();
    expect(charge.id).not.toBe(id);
    const paying = fake.pay(charge.id);
    fake.fault({ route: 'list', delay_ms: 60_000 });
    const listing = ask('GET', '/v2/transparents/list').catch(() => 'gone');
    await expect.poll(() => sink.received.length).toBe(1);
    await fake.close();
    expect((await paying).deliveries).toEqual([[500]]);
    await listing;
  });
});
