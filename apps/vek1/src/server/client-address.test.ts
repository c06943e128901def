import { expect, it } from 'vitest';
import { clientAddress } from './client-address.ts';

const from = (forwarded: string) => new Headers({ 'X-Forwarded-For': forwarded });

it('believes as many proxies as it is told to, from the right', () => {
  expect(clientAddress(from('198.51.100.1, 203.0.113.9'), 1)).toBe('203.0.113.9');
  expect(clientAddress(from('6.6.6.6, 203.0.113.9, 10.0.0.2'), 2)).toBe('203.0.113.9');
});

it('takes the socket’s address where there is no proxy', () => {
  expect(clientAddress(from('::ffff:127.0.0.1'), 0)).toBe('::ffff:127.0.0.1');
});

it('knows no address rather than a made-up one', () => {
  expect(clientAddress(from('unknown'), 1)).toBeNull();
  expect(clientAddress(from('203.0.113.9'), 2)).toBeNull();
  expect(clientAddress(new Headers(), 0)).toBeNull();
});
