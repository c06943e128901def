import { Hono } from 'hono';
import type { FakeAbacatePay } from './fakes/abacatepay.ts';
import type { FakeEvolution } from './fakes/evolution.ts';
import type { Shop } from './shop.ts';

type Send = (path: string, init: RequestInit) => Response | Promise<Response>;

/** The app's webhook relays, in small: they add the webhook token and nothing else. */
export function webhookRelays(send: Send, token: string): Hono {
  return new Hono().post('/api/webhooks/:gateway/:id', async (c) => {
    const { gateway, id } = c.req.param();
    const query = new URL(c.req.url).searchParams;
    if (gateway === 'abacate-pay') query.set('store_id', id);
    const path = gateway === 'abacate-pay' ? '/webhooks/abacate-pay' : `/webhooks/${gateway}/${id}`;
    const headers = new Headers(c.req.raw.headers);
    headers.set('x-webhook-token', token);
    return send(`${path}?${query}`, { method: 'POST', headers, body: await c.req.arrayBuffer() });
  });
}

export interface Fakes {
  abacatepay: FakeAbacatePay;
  evolution: FakeEvolution;
}

/** Makes the fakes a shop's gateways, which call it back by the relays at `url`. */
export function linkToFakes(shop: Shop, { abacatepay, evolution }: Fakes, url: string): void {
  abacatepay.account({
    api_key: shop.api_key,
    webhook: { url: `${url}/api/webhooks/abacate-pay/${shop.store_id}`, secret: shop.webhook_secret },
  });
  evolution.instance({
    name: shop.instance,
    number: '5511900000000',
    echo: true,
    webhook: {
      url: `${url}/api/webhooks/evolution/${shop.instance}`,
      headers: { 'X-Vek1-Instance-Secret': shop.instance_secret },
    },
  });
}
