import { describe, expect, it } from 'vitest';
import { isSameOrigin } from './same-origin.ts';

const APP = 'https://app.vek1.example';
const request = (method: string, headers: Record<string, string>) =>
  new Request(`${APP}/api/trpc/x`, { method, headers });

describe('isSameOrigin', () => {
  it.each([
    ['GET', { 'Sec-Fetch-Site': 'same-origin' }],
    ['POST', { 'Sec-Fetch-Site': 'same-origin', Origin: APP }],
    ['POST', { Origin: APP }],
    ['POST', { Origin: 'http://192.168.0.9:3000', Host: '192.168.0.9:3000' }],
    ['GET', {}],
  ])('lets %s with %j in', (method, headers) => {
    expect(isSameOrigin(request(method, headers), APP)).toBe(true);
  });

  it.each([
    ['GET', { 'Sec-Fetch-Site': 'cross-site' }],
    ['GET', { 'Sec-Fetch-Site': 'same-site' }],
    ['GET', { 'Sec-Fetch-Site': 'none' }],
    ['POST', { 'Sec-Fetch-Site': 'cross-site', Origin: APP }],
    ['POST', { Origin: 'https://evil.example', Host: 'app.vek1.example' }],
    ['POST', { Origin: 'null', Host: 'app.vek1.example' }],
    ['POST', {}],
  ])('keeps %s with %j out', (method, headers) => {
    expect(isSameOrigin(request(method, headers), APP)).toBe(false);
  });
});
