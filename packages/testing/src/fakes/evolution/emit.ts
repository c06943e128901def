import { createHmac } from 'node:crypto';
import type { Delivery } from '../webhook-emitter.ts';
import type { Instance } from './book.ts';
import { jidOf } from './numbers.ts';

/** What leaves for the instance's webhook, null where it has none for this event. */
export function deliveryOf(
  instance: Instance,
  event: string,
  data: unknown,
  server: { now: number; copies?: number },
): Delivery | null {
  const { webhook } = instance;
  const subscription = event.replaceAll('.', '_').toUpperCase();
  if (!webhook?.enabled) return null;
  if (webhook.events.length > 0 && !webhook.events.includes(subscription)) return null;
  const body = {
    event,
    instance: instance.name,
    data,
    destination: webhook.url,
    date_time: localIso(server.now),
    sender: instance.number === null ? '' : jidOf(instance.number),
    server_url: 'http://localhost:8080',
    apikey: instance.token,
  };
  const suffix = webhook.byEvents ? `/${event.replaceAll('.', '-')}` : '';
  return {
    url: webhook.url + suffix,
    headers: headersOf(webhook.headers, server.now),
    body: JSON.stringify(body),
    copies: server.copies,
    // One instance's events leave one after another: a slow receiver delays everything.
    lane: instance.name,
  };
}

/** A `jwt_key` among the headers is not sent but signs a token that lives ten minutes. */
function headersOf({ jwt_key, ...headers }: Record<string, string>, now: number): Record<string, string> {
  if (jwt_key === undefined) return headers;
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const iat = Math.floor(now / 1000);
  const claims = { iat, exp: iat + 600, app: 'evolution', action: 'webhook' };
  const unsigned = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  const signature = createHmac('sha256', jwt_key).update(unsigned).digest('base64url');
  return { ...headers, Authorization: `Bearer ${unsigned}.${signature}` };
}

/** The server's local time with a false `Z`, as it really writes it. */
function localIso(now: number): string {
  return new Date(now - new Date(now).getTimezoneOffset() * 60_000).toISOString();
}
