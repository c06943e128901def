import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { type Instance, WebhookInput } from './book.ts';
import { deliveryOf } from './emit.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');

function instance(webhook: object): Instance {
  const url = 'http://app.example/hook';
  return {
    ...{ name: 'shop', id: 'id', token: 'token', number: null, state: 'open', echo: false },
    webhook: WebhookInput.parse({ url, ...webhook }),
  };
}
const deliver = (webhook: object, event = 'messages.upsert') =>
  deliveryOf(instance(webhook), event, {}, { now: NOW });

it('signs a token that lives ten minutes when the webhook has a key for one', () => {
  const { headers } = deliver({ headers: { jwt_key: 'hush', other: '1' } }) ?? {};
  expect(headers).toEqual({ other: '1', Authorization: expect.stringMatching(/^Bearer /) });
  const [head, claims = '', signature] = (headers?.Authorization ?? '').replace('Bearer ', '').split('.');
  expect(createHmac('sha256', 'hush').update(`${head}.${claims}`).digest('base64url')).toBe(signature);
  const { iat, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString());
  expect([iat, exp]).toEqual([NOW / 1000, NOW / 1000 + 600]);
});

it('sends what was subscribed to, and everything to whoever subscribed to nothing', () => {
  expect(deliver({ events: ['CONNECTION_UPDATE'] })).toBeNull();
  expect(deliver({ events: ['CONNECTION_UPDATE'] }, 'connection.update')).not.toBeNull();
  expect(deliver({ events: [] })).not.toBeNull();
  expect(deliver({ enabled: false })).toBeNull();
});

it('puts the event into the address when it is told to', () => {
  expect(deliver({ byEvents: true })?.url).toBe('http://app.example/hook/messages-upsert');
});
