import { createServer } from 'node:http';
import { inspect } from 'node:util';
import { type FakeAbacatePay, startAbacatePay } from '@vek1/testing/fakes/abacatepay';
import { failureOf } from '@vek1/testing/port-suites/failure-of';
import { pixSuite } from '@vek1/testing/port-suites/pix';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAbacatePay } from './index.ts';

const API_KEY = 'abc_dev_shop';
const OTHER_KEY = 'abc_dev_neighbour';

pixSuite('AbacatePay', async () => {
  const fake = await startAbacatePay({ accounts: [{ api_key: API_KEY }, { api_key: OTHER_KEY }] });
  return {
    pix: createAbacatePay({ base_url: fake.url }),
    credentials: { api_key: API_KEY },
    other_credentials: { api_key: OTHER_KEY },
    pay: (id) => fake.pay(id),
    expire: async (id) => fake.expire(id),
    dispute: (id) => fake.dispute(id),
    loseNextCreation: () => fake.fault({ route: 'create', after_effect: true, cut: true }),
    slowNextCreation: (delay_ms) => fake.fault({ route: 'create', after_effect: true, delay_ms }),
    held: () => fake.charges().length,
    close: () => fake.close(),
  };
});

describe('the AbacatePay adapter', () => {
  let fake: FakeAbacatePay;
  const credentials = { api_key: API_KEY };
  const charge = (attempt_id: string) => ({
    amount_cents: 1_990,
    description: 'Pedido #7',
    expires_in_s: 1_800,
    external_id: attempt_id,
    metadata: { order_id: 'order', attempt_id },
  });

  beforeEach(async () => {
    fake = await startAbacatePay({ accounts: [{ api_key: API_KEY }] });
  });
  afterEach(() => fake.close());
  const adapter = (timeout_ms?: number) => createAbacatePay({ base_url: `${fake.url}/`, timeout_ms });

  it('sends the attempt as externalId', async () => {
    await adapter().createCharge(credentials, charge('attempt-1'));
    expect(fake.charges()).toMatchObject([{ externalId: 'attempt-1', description: 'Pedido #7' }]);
  });

  it('has no page to pay at', async () => {
    expect((await adapter().createCharge(credentials, charge('a'))).payment_url).toBeNull();
  });

  it('charges once when the answer comes too late, and says unknown', async () => {
    fake.fault({ route: 'create', after_effect: true, delay_ms: 60_000 });
    const error = await failureOf(adapter(50).createCharge(credentials, charge('a')));
    expect(error.outcome).toBe('unknown');
    expect(fake.charges()).toHaveLength(1);
  });

  it.each([500, 503, 408])('never asks for a charge again after %i', async (status) => {
    fake.fault({ route: 'create', after_effect: true, status });
    const error = await failureOf(adapter().createCharge(credentials, charge('a')));
    expect(error.outcome).toBe('unknown');
    expect(fake.charges()).toHaveLength(1);
  });

  it('takes a 200 that says no for a refusal, with its reason', async () => {
    const body = { data: null, success: false, error: 'INSUFFICIENT_FUNDS' };
    fake.fault({ route: 'create', status: 200, body });
    const error = await failureOf(adapter().createCharge(credentials, charge('a')));
    expect(error).toMatchObject({ outcome: 'refused', message: 'abacatepay: INSUFFICIENT_FUNDS' });
  });

  it.each([
    ['a charge beside an error', { data: { id: 'pix_char_1' }, success: true, error: 'odd' }],
    ['no charge at all', { data: null, success: true, error: null }],
    ['a status it does not know', { data: { id: 'pix_char_1', amount: 1, status: 'ODD' } }],
  ])('says unknown to a 200 with %s', async (_, body) => {
    fake.fault({ route: 'create', status: 200, body });
    const error = await failureOf(adapter().createCharge(credentials, charge('a')));
    expect(error.outcome).toBe('unknown');
  });

  it('takes a success that is an object for a success', async () => {
    const data = { id: 'pix_char_1', amount: 1_990, status: 'PENDING', url: 'https://pay.example/1' };
    const body = { data, success: { message: 'criado' }, error: null };
    fake.fault({ route: 'create', status: 200, body });
    expect(await adapter().createCharge(credentials, charge('a'))).toEqual({
      id: 'pix_char_1',
      status: 'pending',
      amount_cents: 1_990,
      br_code: null,
      qr_image: null,
      payment_url: 'https://pay.example/1',
      expires_at: null,
      metadata: {},
    });
  });

  it('says when to come back after 429', async () => {
    fake.fault({ route: 'create', status: 429 });
    const error = await failureOf(adapter().createCharge(credentials, charge('a')));
    expect(error).toMatchObject({ code: 'rate_limited', outcome: 'refused' });
    expect(fake.charges()).toEqual([]);
  });

  it.each([
    ['twice 500', { status: 500 }],
    ['twice 429', { status: 429 }],
    ['two cut connections', { cut: true }],
  ])('reads a charge in spite of %s', async (_, fault) => {
    const { id } = await adapter().createCharge(credentials, charge('a'));
    fake.fault({ route: 'list', times: 2, ...fault });
    expect(await adapter().getCharge(credentials, id)).toMatchObject({ id });
  });

  it('gives up reading after the third failure', async () => {
    fake.fault({ route: 'list', times: 3, status: 500 });
    const error = await failureOf(adapter().getCharge(credentials, 'pix_char_1'));
    expect(error.message).toContain('500');
    expect(await adapter().getCharge(credentials, 'pix_char_1')).toBeNull();
  });

  it.each([
    ['INSUFFICIENT_FUNDS', 400, { refusal: 'insufficient_funds' }],
    ['INSUFFICIENT_FUNDS', 200, { refusal: 'insufficient_funds' }],
    ['TRANSACTION_NOT_REFUNDABLE', 422, { refusal: 'not_refundable' }],
  ])('tells the refusal of a refund that stays one: %s with %i', async (error, status, answer) => {
    fake.fault({ route: 'refund', status, body: { data: null, success: false, error } });
    expect(await adapter().refundCharge(credentials, 'pix_char_1', 'x')).toEqual(answer);
  });

  it.each(['LOCK_NOT_ACQUIRED', 'REFUND_REQUEST_FAILED', 'STORE_NOT_FOUND'])(
    'throws where asking again may help: %s',
    async (error) => {
      fake.fault({ route: 'refund', status: 400, body: { data: null, success: false, error } });
      const failure = await failureOf(adapter().refundCharge(credentials, 'pix_char_1', 'x'));
      expect(failure.said).toBe(error);
    },
  );

  it('does not take another charge for the one it asked about', async () => {
    const data = [{ id: 'pix_char_other', amount: 1, status: 'PAID' }];
    fake.fault({ route: 'list', status: 200, body: { data, success: true, error: null } });
    expect(await adapter().getCharge(credentials, 'pix_char_mine')).toBeNull();
  });

  it('finds an attempt on a later page, behind charges that are not ours', async () => {
    await adapter().createCharge(credentials, charge('needle'));
    const body = JSON.stringify({ method: 'PIX', data: { amount: 1, metadata: { attempt_id: 7 } } });
    const headers = { authorization: `Bearer ${API_KEY}` };
    const url = `${fake.url}/v2/transparents/create`;
    for (let n = 0; n < 101; n += 1) await fetch(url, { method: 'POST', headers, body });
    expect(await adapter().findByAttempt(credentials, 'needle')).toMatchObject({
      metadata: { attempt_id: 'needle' },
    });
  });

  it('does not read the whole history of a shop for an attempt younger than all of it', async () => {
    await fake.close();
    let clock = Date.now() - 86_400_000;
    fake = await startAbacatePay({ accounts: [{ api_key: API_KEY }], now: () => clock });
    for (let n = 0; n < 101; n += 1) {
      const { id } = await adapter().createCharge(credentials, charge(`old-${n}`));
      await fake.pay(id);
      clock += 1_000;
    }
    const attempt_id = uuidV7(Date.now());
    const pages = countingFetch();
    const pix = createAbacatePay({ base_url: fake.url, fetch: pages.fetch });
    expect(await pix.findByAttempt(credentials, attempt_id)).toBeNull();
    expect(pages.asked.filter((url) => url.includes('after='))).toEqual([]);
    expect(await pix.findByAttempt(credentials, 'old-0')).toMatchObject({ status: 'paid' });
  });

  it('is refused where nobody listens', async () => {
    const base_url = await deadAddress();
    const pix = createAbacatePay({ base_url });
    const error = await failureOf(pix.createCharge(credentials, charge('a')));
    expect(error.outcome).toBe('refused');
  });

  it.each(['abc_dev_\nsecret', 'chave_açaí_€_secret'])(
    'shows nothing of a key no header can carry',
    async (api_key) => {
      const error = await failureOf(adapter().createCharge({ api_key }, charge('a')));
      expect(error.outcome).toBe('refused');
      expect(inspect(error, { depth: null })).not.toContain('secret');
    },
  );

  it('blots out a key that the gateway repeats', async () => {
    const body = { data: null, success: false, error: `Invalid key ${API_KEY}` };
    fake.fault({ route: 'create', status: 401, body });
    const error = await failureOf(adapter().createCharge(credentials, charge('a')));
    expect(error.message).toBe('abacatepay: answered 401: Invalid key ***');
  });
});

function countingFetch() {
  const asked: string[] = [];
  const counting: typeof fetch = (input, init) => {
    asked.push(String(input));
    return fetch(input, init);
  };
  return { asked, fetch: counting };
}

function uuidV7(ms: number): string {
  const hex = ms.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000001`;
}

/** An address that was free a moment ago. */
async function deadAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}
