import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';

let house: TestHouse;
let shop: Shop;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());
beforeEach(async () => {
  shop = await house.shop([]);
});

const path = (store_id: string) => `/internal/orders/store/${store_id}/payment-settings`;
const get = (user_id = shop.user_id, store_id = shop.store_id) =>
  house.rest('GET', path(store_id), undefined, user_id);
const put = (body: unknown, user_id = shop.user_id, store_id = shop.store_id) =>
  house.rest('PUT', path(store_id), body, user_id);
const stored = async () => {
  const [row] = await house.sql`select * from payment_settings where store_id = ${shop.store_id}`;
  return row ?? {};
};

describe('the payment settings of a store', () => {
  it('show secrets masked, and the rest as it is', async () => {
    const { status, body } = await get();
    expect(status).toBe(200);
    expect(body).toEqual({
      store_id: shop.store_id,
      abacatepay_api_key: `••••${shop.api_key.slice(-4)}`,
      abacatepay_webhook_secret: `••••${shop.webhook_secret.slice(-4)}`,
      pix_enabled: true,
      pix_expires_minutes: 30,
      cod_enabled: false,
      cod_max_cents: null,
      cod_instructions: null,
      manual_pix_enabled: false,
      manual_pix_key: null,
      manual_pix_key_type: null,
      manual_pix_name: null,
      manual_pix_city: null,
      proof_deadline_hours: 24,
    });
  });

  it('merge: absent is unchanged, null is the default again, a masked secret sent back changes nothing', async () => {
    await put({ pix_expires_minutes: 60, cod_max_cents: 20_000, cod_instructions: 'Troco até R$ 50' });
    const sealed = (await stored()).abacatepay_api_key;
    const { body } = await put({
      ...(await get()).body,
      store_id: undefined,
      pix_expires_minutes: null,
      cod_instructions: null,
    });
    expect(body).toMatchObject({
      pix_expires_minutes: 30,
      cod_max_cents: 20_000,
      cod_instructions: null,
      pix_enabled: true,
    });
    expect((await stored()).abacatepay_api_key).toBe(sealed);
    expect((await put({ abacatepay_api_key: '••••0000' })).status).toBe(200);
    expect((await stored()).abacatepay_api_key).toBe(sealed);
  });

  it('seal a new secret, and forget one that is cleared', async () => {
    const changed = await put({ abacatepay_api_key: 'abc_live_0123456789', abacatepay_webhook_secret: null });
    expect(changed.body).toMatchObject({ abacatepay_api_key: '••••6789', abacatepay_webhook_secret: null });
    const { abacatepay_api_key } = await stored();
    expect(abacatepay_api_key).not.toContain('abc_live');
    expect(house.vault.open(abacatepay_api_key)).toBe('abc_live_0123456789');
  });

  it('are audited without a secret', async () => {
    await put({ abacatepay_api_key: 'abc_live_0123456789', pix_expires_minutes: 45 });
    const [row] = await house.sql`
      select actor_user_id, before, after, target_type from audit_log where company_id = ${shop.company_id} and action = 'payment.saveSettings'`;
    expect(row).toMatchObject({
      actor_user_id: shop.user_id,
      target_type: 'payment_settings',
      before: { pix_expires_minutes: 30 },
      after: { pix_expires_minutes: 45 },
    });
    expect(JSON.stringify(row)).not.toContain('abc_live');
  });

  it('are the defaults for a store that never set any, and are made by the first change', async () => {
    await house.sql`delete from payment_settings where store_id = ${shop.store_id}`;
    expect((await get()).body).toMatchObject({
      abacatepay_api_key: null,
      pix_enabled: false,
      proof_deadline_hours: 24,
    });
    expect((await put({ proof_deadline_hours: 48 })).body).toMatchObject({
      pix_enabled: false,
      proof_deadline_hours: 48,
    });
  });

  it('keep every change of people who save at the same time', async () => {
    const changes = [
      { pix_expires_minutes: 10 },
      { cod_enabled: true },
      { cod_max_cents: 5000 },
      { proof_deadline_hours: 2 },
    ];
    const answers = await Promise.all(changes.map((change) => put(change)));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
    expect((await get()).body).toMatchObject(Object.assign({}, ...changes));
  });

  it.each([
    [{ pix_expires_minutes: 4 }, 'pix_expires_minutes'],
    [{ pix_expires_minutes: 1441 }, 'pix_expires_minutes'],
    [{ pix_expires_minutes: '30' }, 'pix_expires_minutes'],
    [{ cod_max_cents: 0 }, 'cod_max_cents'],
    [{ proof_deadline_hours: 169 }, 'proof_deadline_hours'],
    [{ manual_pix_name: 'N'.repeat(26) }, 'manual_pix_name'],
    [{ manual_pix_city: 'C'.repeat(16) }, 'manual_pix_city'],
    [{ abacatepay_api_key: 'short' }, 'abacatepay_api_key'],
    [{ pix: true }, 'pix'],
    [{ manual_pix_key: 'loja@exemplo.com.br' }, 'manual_pix_key_type'],
    [{ manual_pix_key: '51998259765' }, 'manual_pix_key_type'],
    [{ manual_pix_key: '11.222.333/0001-82', manual_pix_key_type: 'cnpj' }, 'manual_pix_key'],
    [{ manual_pix_key: '61 1234-5678', manual_pix_key_type: 'phone' }, 'manual_pix_key'],
    [{ manual_pix_key: '123e4567e12b12d1a456426655440000', manual_pix_key_type: 'evp' }, 'manual_pix_key'],
    [{ manual_pix_key: 'loja@exemplo', manual_pix_key_type: 'email' }, 'manual_pix_key'],
    [{ manual_pix_key: '52998224725', manual_pix_key_type: 'random' }, 'manual_pix_key_type'],
    [{ manual_pix_name: '日本' }, 'manual_pix_name'],
    [{ manual_pix_city: '☕' }, 'manual_pix_city'],
    [{ manual_pix_key: '52998224724', manual_pix_key_type: 'cpf' }, 'manual_pix_key'],
    [
      { manual_pix_enabled: true, manual_pix_key: '52998224725', manual_pix_key_type: 'cpf' },
      'manual_pix_name',
    ],
  ])('refuse %j and name the field', async (body, field) => {
    const before = await stored();
    const { status, body: failure } = await put(body);
    expect(status).toBe(422);
    expect(failure.errors).toContainEqual(expect.objectContaining({ path: field }));
    expect(await stored()).toEqual(before);
  });

  it.each([
    ['cpf', '529.982.247-25', '52998224725'],
    ['cnpj', '12.abc.345/01de-35', '12ABC34501DE35'],
    ['phone', '(51) 99825-9765', '+5551998259765'],
    ['email', 'Loja@Exemplo.com.br', 'loja@exemplo.com.br'],
    ['evp', '123E4567-E12B-12D1-A456-426655440000', '123e4567-e12b-12d1-a456-426655440000'],
  ])('keep a %s key as the directory writes it', async (manual_pix_key_type, manual_pix_key, key) => {
    expect(await put({ manual_pix_key_type, manual_pix_key })).toMatchObject({
      status: 200,
      body: { manual_pix_key: key },
    });
    expect((await put({ manual_pix_key })).body.manual_pix_key).toBe(key);
    expect((await put({ manual_pix_key_type: manual_pix_key_type === 'cpf' ? 'evp' : 'cpf' })).status).toBe(
      422,
    );
    expect((await get()).body).toMatchObject({ manual_pix_key: key, manual_pix_key_type });
  });

  it('never offer manual PIX without its key, name and city', async () => {
    await put({ manual_pix_key: '52998224725', manual_pix_key_type: 'cpf', manual_pix_name: 'Ana' });
    expect((await put({ manual_pix_enabled: true })).body.errors).toMatchObject([
      { path: 'manual_pix_city' },
    ]);
    expect((await put({ manual_pix_enabled: true, manual_pix_city: 'Recife' })).status).toBe(200);
    expect((await put({ manual_pix_key: null })).body.errors).toMatchObject([{ path: 'manual_pix_key' }]);
    expect((await put({ manual_pix_key: null, manual_pix_enabled: false })).status).toBe(200);
  });

  it('refuse a change of nothing, and a store of somebody else', async () => {
    expect((await put({})).status).toBe(422);
    const other = await house.shop([]);
    for (const store_id of [other.store_id, newId()]) {
      expect((await get(shop.user_id, store_id)).status).toBe(404);
      expect((await put({ pix_enabled: false }, shop.user_id, store_id)).status).toBe(404);
    }
    expect((await get(other.user_id, other.store_id)).body.pix_enabled).toBe(true);
    expect((await house.rest('GET', path(shop.store_id))).status).toBe(401);
  });
});
