import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { type ErpShop, openErpShop } from './erp-shop.fixture.ts';

let house: TestHouse;
let shop: ErpShop;
beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());
beforeEach(async () => {
  shop = await openErpShop(house);
});
afterEach(() => shop?.fake.close());

const get = () => shop.get(`stock-sync-settings/${shop.store_id}`);
const stored = async () => {
  const [row] = await house.sql`select * from erp_settings where store_id = ${shop.store_id}`;
  return row ?? {};
};

describe('the settings of stock sync', () => {
  it('are closed both ways for a store that never set any, and say where the ERP may write', async () => {
    const fresh = await house.shop([]);
    const { status, body } = await shop.get(`stock-sync-settings/${fresh.store_id}`, fresh.user_id);
    expect(status).toBe(200);
    expect(body).toEqual({
      store_id: fresh.store_id,
      inbound_url: `https://api.vek1.example/webhooks/stock-sync/${fresh.store_id}`,
      inbound_enabled: false,
      inbound_secret: null,
      allow_untimed_signatures: false,
      erp_counts_our_orders: false,
      warehouse: null,
      outbound_enabled: false,
      outbound_url: null,
      outbound_secret: null,
    });
  });

  it('show secrets masked, and keep them sealed', async () => {
    expect((await get()).body).toMatchObject({
      inbound_secret: '••••ests',
      outbound_secret: '••••ests',
      outbound_url: `${shop.fake.url}/hook`,
    });
    const { inbound_secret } = await stored();
    expect(inbound_secret).not.toContain('inbound-secret');
    expect(house.vault.open(inbound_secret)).toBe('inbound-secret-of-tests');
  });

  it('merge: absent is unchanged, null is the default again, a masked secret sent back changes nothing', async () => {
    const sealed = (await stored()).inbound_secret;
    await shop.put({ warehouse: 'Loja 1', erp_counts_our_orders: true });
    const { store_id: _, inbound_url: __, ...sent_back } = (await get()).body;
    const { body } = await shop.put({ ...sent_back, erp_counts_our_orders: null });
    expect(body).toMatchObject({ warehouse: 'Loja 1', erp_counts_our_orders: false, inbound_enabled: true });
    expect((await stored()).inbound_secret).toBe(sealed);
    expect((await shop.put({ inbound_enabled: false, inbound_secret: null })).body.inbound_secret).toBeNull();
  });

  it('make a secret that is missing, and show it once', async () => {
    const fresh = await house.shop([]);
    const put = (body: unknown) => shop.put(body, fresh.user_id, fresh.store_id);
    const { inbound_secret } = (await put({ inbound_enabled: true })).body;
    expect(inbound_secret).toMatch(/^vek1_[\w-]{43}$/);
    const { outbound_secret } = (await put({ outbound_url: `${shop.fake.url}/hook` })).body;
    expect(outbound_secret).toMatch(/^vek1_[\w-]{43}$/);
    const later = await shop.get(`stock-sync-settings/${fresh.store_id}`, fresh.user_id);
    expect(later.body.inbound_secret).toBe(`••••${inbound_secret.slice(-4)}`);
    expect((await put({ warehouse: 'Loja 1' })).body.outbound_secret).toBe(
      `••••${outbound_secret.slice(-4)}`,
    );

    const [another, third] = await Promise.all([
      put({ inbound_secret: null }),
      put({ inbound_secret: null }),
    ]);
    expect(new Set([inbound_secret, another.body.inbound_secret, third.body.inbound_secret]).size).toBe(3);
  });

  it('are audited without a secret', async () => {
    await shop.put({ outbound_secret: 'another-secret-0123', warehouse: 'Loja 1' });
    const [row] = await house.sql`
      select actor_user_id, target_type, before, after from audit_log
       where company_id = ${shop.company_id} and action = 'erp.saveSettings' order by id desc limit 1`;
    expect(row).toMatchObject({
      actor_user_id: shop.user_id,
      target_type: 'erp_settings',
      before: { warehouse: null },
      after: { warehouse: 'Loja 1' },
    });
    expect(JSON.stringify(row)).not.toContain('another-secret');
  });

  it.each([
    [{ outbound_url: 'ftp://erp.example' }, 'outbound_url'],
    [{ outbound_url: 'erp.example/hook' }, 'outbound_url'],
    [{ outbound_url: 'https://ana:senha@erp.example' }, 'outbound_url'],
    [{ outbound_url: null, outbound_enabled: true }, 'outbound_url'],
    [{ inbound_secret: 'short' }, 'inbound_secret'],
    [{ inbound_enabled: 'yes' }, 'inbound_enabled'],
    [{ warehouse: '' }, 'warehouse'],
    [{ inbound_url: 'https://elsewhere.example' }, 'inbound_url'],
  ])('refuse %j and name the field', async (body, field) => {
    const before = await stored();
    const { status, body: failure } = await shop.put(body);
    expect(status).toBe(422);
    expect(failure.errors).toContainEqual(expect.objectContaining({ path: field }));
    expect(await stored()).toEqual(before);
  });

  it('refuse a change of nothing, and a store of somebody else', async () => {
    expect((await shop.put({})).status).toBe(422);
    const other = await house.shop([]);
    for (const store_id of [other.store_id, newId()]) {
      expect((await shop.get(`stock-sync-settings/${store_id}`)).status).toBe(404);
      expect((await shop.put({ warehouse: 'x' }, shop.user_id, store_id)).status).toBe(404);
    }
  });
});
