import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ErpShop, openErpShop } from './erp-shop.fixture.ts';

let house: TestHouse;
let shop: ErpShop;
beforeAll(async () => {
  house = await startTestHouse({ public_addresses_only: true });
  shop = await openErpShop(house, { outbound_enabled: false, outbound_url: null });
});
afterAll(async () => {
  await shop?.fake.close();
  await house?.close();
});

describe('where only public addresses may be named', () => {
  it('an address without TLS is refused by name', async () => {
    expect(await shop.put({ outbound_url: `${shop.fake.url}/hook` })).toMatchObject({
      status: 422,
      body: { reason: 'erp.insecure_address', errors: [{ path: 'outbound_url' }] },
    });
  });

  it('nothing is sent to an address of our own network, and the merchant is told why', async () => {
    const outbound_url = `https://localhost:${new URL(shop.fake.url).port}/hook`;
    await shop.put({ outbound_url, outbound_enabled: true });
    const { body } = await shop.post(`stock-sync/test-outbound/${shop.store_id}`);
    expect(body).toMatchObject({
      ok: false,
      status: null,
      failure: 'private_address',
      explanation: expect.stringContaining('rede interna'),
    });
    await shop.count(9);
    await house.settled();
    expect(await shop.events()).toMatchObject([
      { state: 'dead', attempts: 1, error: expect.stringContaining('rede interna') },
    ]);
    expect(shop.fake.deliveries()).toEqual([]);
  });
});
