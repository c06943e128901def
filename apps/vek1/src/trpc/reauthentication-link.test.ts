import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { startTestHouse, type TestHouse, TOKENS } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { forwardTrpc } from '../server/forward-trpc.ts';
import { reauthenticationLink } from './reauthentication-link.ts';
import type { AppRouter } from './wire.ts';

const APP = 'http://app.test';
let house: TestHouse;
let shop: Shop;
/** What the person at the browser answers, and what their session then knows. */
let answer: () => boolean;
let asked: number;
let reauthenticated_at: string | null;

beforeAll(async () => {
  house = await startTestHouse();
});
afterAll(() => house?.close());
beforeEach(async () => {
  shop = await house.shop([]);
  asked = 0;
  reauthenticated_at = null;
});

const giveIt = () => {
  reauthenticated_at = new Date().toISOString();
  return true;
};

/** The browser's calls, by the app's server to the API. */
const through = async (url: URL | RequestInfo, init?: RequestInit) => {
  const request = new Request(url, init);
  request.headers.set('sec-fetch-site', 'same-origin');
  return forwardTrpc(request, new URL(request.url).pathname.slice(1), {
    api_url: house.url,
    app_url: APP,
    internal_token: TOKENS.internal,
    trust_proxy: 0,
    actorOf: async () => ({ user_id: shop.user_id, reauthenticated_at }),
  });
};
const client = () =>
  createTRPCClient<AppRouter>({
    links: [
      reauthenticationLink(async () => {
        asked += 1;
        return answer();
      }),
      httpBatchLink({ url: APP, fetch: through as typeof fetch }),
    ],
  });
const save = (changes: object) =>
  client().payment.saveSettings.mutate({ store_id: shop.store_id, ...changes });
const NEW_KEY = { abacatepay_api_key: 'abc_live_0123456789' };

it('asks for the password where the API wants it, and goes on with what was wanted', async () => {
  answer = giveIt;
  expect(await save(NEW_KEY)).toMatchObject({ abacatepay_api_key: '••••6789' });
  expect(await save({ abacatepay_api_key: 'abc_live_another_one' })).toBeDefined();
  expect(asked).toBe(1);
});

it('lets the refusal stand where it is not given', async () => {
  answer = () => false;
  await expect(save(NEW_KEY)).rejects.toMatchObject({ data: { reason: 'reauth_required' } });
  expect(asked).toBe(1);
});

it('asks once, whatever comes of it', async () => {
  answer = () => true;
  await expect(save(NEW_KEY)).rejects.toMatchObject({ data: { reason: 'reauth_required' } });
  expect(asked).toBe(1);
});

it('asks for nothing else: neither where all is well nor at another refusal', async () => {
  answer = giveIt;
  expect(await save({ cod_enabled: true })).toMatchObject({ cod_enabled: true });
  await expect(save({ pix_expires_minutes: 1 })).rejects.toMatchObject({ data: { statusCode: 422 } });
  expect(asked).toBe(0);
});
