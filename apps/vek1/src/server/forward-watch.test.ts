import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';
import { eventually } from '@vek1/testing/eventually';
import { type ServedFake, serveFake } from '@vek1/testing/fakes/serve-fake';
import { startTestHouse, type TestHouse, TOKENS } from '@vek1/testing/house';
import type { Shop } from '@vek1/testing/shop';
import { EventSource } from 'eventsource';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AppRouter, StoreChanges } from '../trpc/wire.ts';
import { forwardTrpc } from './forward-trpc.ts';

let house: TestHouse;
let shop: Shop;
let app: ServedFake;

beforeAll(async () => {
  house = await startTestHouse();
  shop = await house.shop([]);
  const config = {
    api_url: house.url,
    app_url: 'http://localhost:3000',
    internal_token: TOKENS.internal,
    actorOf: async () => ({ user_id: shop.user_id, reauthenticated_at: null }),
    trust_proxy: 0,
  };
  const doors = new Hono();
  doors.all('/api/trpc/:procedures', (c) => forwardTrpc(c.req.raw, c.req.param('procedures'), config));
  app = await serveFake(doors as never);
});
afterAll(async () => {
  await app?.close();
  await house?.close();
});

/** As `trpc/provider.tsx` makes it, in a browser that sends its site. */
const client = () =>
  createTRPCClient<AppRouter>({
    links: [
      httpSubscriptionLink({
        url: `${app.url}/api/trpc`,
        EventSource,
        eventSourceOptions: () => ({
          fetch: (url, init) =>
            fetch(url, { ...init, headers: { ...init.headers, 'sec-fetch-site': 'same-origin' } }),
        }),
      }),
    ],
  });

const ended = async () =>
  /_count\{op="dashboard.watch",face="trpc",code="OK"\} (\d+)/.exec(
    await (await house.app.request('/metrics')).text(),
  )?.[1];

it('brings what changes at the API to the browser, until the browser leaves', async () => {
  const heard: StoreChanges[] = [];
  const { unsubscribe } = client().dashboard.watch.subscribe({}, { onData: ({ data }) => heard.push(data) });
  await eventually(() => expect(heard).toMatchObject([{ missed: true }]));
  await house.evolution.inbound(shop.instance, { from: '5511987654321', push_name: 'Ana', text: 'oi' });
  const { id } = await eventually(async () => {
    const { body } = await house.rest('GET', '/internal/conversations', undefined, shop.user_id);
    expect(body.items).toHaveLength(1);
    return body.items[0];
  });
  await eventually(() => expect(heard.flatMap(({ conversations }) => conversations)).toContain(id));

  expect(await ended()).toBeUndefined();
  unsubscribe();
  await eventually(async () => expect(await ended()).toBe('1'));
});
