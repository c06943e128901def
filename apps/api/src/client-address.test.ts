import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { clientAddress } from './client-address.ts';

async function addressOf(forwarded: string | undefined, trust_proxy: number) {
  const app = new Hono().get('/', (c) => c.text(clientAddress(c, trust_proxy) ?? ''));
  const socket = { incoming: { socket: { remoteAddress: '10.0.0.1' } } };
  const headers: Record<string, string> = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return (await app.request('/', { headers }, socket)).text();
}

it.each([
  ['nobody is believed without a proxy of ours', '203.0.113.7', 0, '10.0.0.1'],
  ['one proxy of ours adds what it saw', '203.0.113.7', 1, '203.0.113.7'],
  ['whatever the caller claims stands before it', '1.1.1.1, 203.0.113.7', 1, '203.0.113.7'],
  ['of two proxies the first saw the caller', '1.1.1.1, 203.0.113.7, 10.0.0.9', 2, '203.0.113.7'],
  ['who comes by fewer is known by the socket', '203.0.113.7', 2, '10.0.0.1'],
  ['words are no address', 'me', 1, '10.0.0.1'],
  ['and nor is nothing', undefined, 1, '10.0.0.1'],
] as const)('%s', async (_, forwarded, trust_proxy, address) => {
  expect(await addressOf(forwarded, trust_proxy)).toBe(address);
});

it('is unknown where there is no socket', async () => {
  const app = new Hono().get('/', (c) => c.text(clientAddress(c, 0) ?? ''));
  expect(await (await app.request('/')).text()).toBe('unknown');
});
