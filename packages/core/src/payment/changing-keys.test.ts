import { callRest, startTestHouse, type TestHouse, TOKENS } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let house: TestHouse;
let shop: Shop;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());
beforeEach(async () => {
  shop = await house.shop([]);
});

const MINUTE = 60_000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
const PIX = { manual_pix_key: 'loja@exemplo.com.br', manual_pix_key_type: 'email' } as const;

/** As the app's server sends it, with what it vouches for. */
const put = (body: object, given_at: string | null = null) =>
  callRest(house.url, 'PUT', `/internal/orders/store/${shop.store_id}/payment-settings`, body, {
    'x-internal-token': TOKENS.internal,
    'x-actor-user-id': shop.user_id,
    ...(given_at !== null && { 'x-reauthenticated-at': given_at }),
  });
const kept = async () =>
  (await house.sql`select * from payment_settings where store_id = ${shop.store_id}`)[0];
const letters = async () => {
  await house.settled();
  const [owner] = await house.sql`select email from users where id = ${shop.user_id}`;
  return house.outbox.kept().filter(({ to }) => to === owner?.email);
};
const audited = () =>
  house.sql`
    select actor_user_id, before, after from audit_log where company_id = ${shop.company_id} order by id`;

describe('a key that says where money goes', () => {
  it.each([
    ['a PIX key', PIX],
    ['a gateway key', { abacatepay_api_key: 'abc_live_0123456789' }],
    ['the secret of webhooks', { abacatepay_webhook_secret: 'another-webhook-secret' }],
    ['a key that is taken away', { abacatepay_api_key: null }],
  ])('asks for the password again: %s', async (_, change) => {
    const before = await kept();
    for (const given_at of [null, ago(6 * MINUTE), ago(-MINUTE), 'soon', '']) {
      const { status, body } = await put({ ...change, pix_expires_minutes: 45 }, given_at);
      expect({ given_at, status, ...body }).toMatchObject({
        given_at,
        status: 403,
        errorCode: 'FORBIDDEN',
        reason: 'reauth_required',
      });
    }
    expect(await kept()).toEqual(before);
    expect(await audited()).toHaveLength(0);
    expect(await letters()).toEqual([]);

    expect((await put(change, ago(4 * MINUTE))).status).toBe(200);
    expect(await kept()).not.toEqual(before);
  });

  it('asks nothing where it stays what it is: sent back masked, or the same', async () => {
    await put(PIX, ago(0));
    const same = { ...PIX, abacatepay_api_key: shop.api_key, abacatepay_webhook_secret: '••••0000' };
    expect((await put({ ...same, cod_enabled: true, pix_expires_minutes: 45 })).status).toBe(200);
    expect(house.vault.open((await kept())?.abacatepay_api_key)).toBe(shop.api_key);
    expect(await letters()).toHaveLength(1);
  });

  it('asks nothing for all the rest', async () => {
    await put(PIX, ago(0));
    const rest = {
      pix_enabled: false,
      pix_expires_minutes: 60,
      cod_enabled: true,
      cod_max_cents: 10_000,
      cod_instructions: 'Troco até R$ 50',
      manual_pix_enabled: true,
      manual_pix_name: 'Loja',
      manual_pix_city: 'Recife',
      proof_deadline_hours: 12,
    };
    expect(await put(rest)).toMatchObject({ status: 200, body: rest });
  });

  it('is the first one too, also of a store that never set any', async () => {
    await house.sql`delete from payment_settings where store_id = ${shop.store_id}`;
    expect((await put({ abacatepay_api_key: 'abc_live_0123456789' })).body.reason).toBe('reauth_required');
    expect(await kept()).toBeUndefined();
  });

  it('is refused for being wrong before the password is asked for', async () => {
    const { status, body } = await put({ manual_pix_key: '52998224724', manual_pix_key_type: 'cpf' });
    expect([status, body.reason]).toEqual([422, 'payment.invalid_pix_key']);
  });

  it('is no machine’s to change', async () => {
    const path = `/internal/orders/store/${shop.store_id}/payment-settings`;
    const headers = { 'x-internal-token': TOKENS.internal, 'x-reauthenticated-at': ago(0) };
    expect((await callRest(house.url, 'PUT', path, PIX, headers)).status).toBe(401);
  });
});

describe('a key that was changed', () => {
  it('is written to the owner, once for all that changed, and in the audit log, never itself', async () => {
    const key = 'abc_live_0123456789';
    expect((await put({ ...PIX, abacatepay_api_key: key, cod_enabled: true }, ago(0))).status).toBe(200);
    const [letter, ...others] = await letters();
    expect(others).toEqual([]);
    expect(letter).toMatchObject({
      subject: 'Os dados de pagamento da loja Empório Teste mudaram',
      text: expect.stringContaining('chave PIX, tipo da chave PIX, chave do AbacatePay.'),
    });
    const rows = await audited();
    expect(rows.map(({ actor_user_id }) => actor_user_id)).toEqual([shop.user_id, shop.user_id]);
    expect(rows[0]?.after).toMatchObject({
      changes: [
        { key: 'manual_pix_key', before: null, after: '••••m.br' },
        { key: 'manual_pix_key_type', before: null, after: '••••' },
        { key: 'abacatepay_api_key', before: `••••${shop.api_key.slice(-4)}`, after: '••••6789' },
      ],
    });
    expect(JSON.stringify([rows, letter])).not.toMatch(/abc_|loja@exemplo/);
  });

  it('is written each time, however often', async () => {
    for (let n = 0; n < 7; n += 1) await put({ abacatepay_api_key: `abc_live_000000000${n}` }, ago(0));
    expect(await letters()).toHaveLength(7);
  });

  it('is one key after two who were the first at once', async () => {
    await house.sql`delete from payment_settings where store_id = ${shop.store_id}`;
    const [given, cleared] = await Promise.all([put(PIX, ago(0)), put({ manual_pix_key: null })]);
    expect([200, 403]).toContain(cleared.status);
    expect(given.status).toBe(200);
    expect((await kept())?.manual_pix_key).toBe(PIX.manual_pix_key);
  });
});
