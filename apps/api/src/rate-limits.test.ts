import { operations } from '@vek1/core/domains';
import type { AnyOperation } from '@vek1/core/kernel/operation';
import { APP_LIMITS, countUse } from '@vek1/core/kernel/rate-limits';
import { createMemoryLimiter } from '@vek1/gateways/redis';
import { startTestHouse, type TestHouse, TOKENS } from '@vek1/testing/house';
import { sampleInput } from '@vek1/testing/sample-input';
import type { Shop } from '@vek1/testing/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

let house: TestHouse;
let shop: Shop;
const limiter = createMemoryLimiter();
beforeAll(async () => {
  house = await startTestHouse({ rate_limiter: limiter });
  shop = await house.shop([]);
});
afterAll(() => house?.close());

const open = operations.filter(({ access }) => access.scope === 'public');
const strangers = operations.filter(({ access }) => access.scope === 'public' || access.scope === 'hmac');
const namesStore = ({ input }: AnyOperation) =>
  'store_id' in Object((z.toJSONSchema(input, { io: 'input' }) as { properties?: object }).properties);

describe('every operation', () => {
  it.each(strangers)(
    '$name, open to all, is limited by address, or altogether, and by the store that it names',
    (operation) => {
      const by = operation.access.limits.map((limit) => limit.by);
      expect(by.includes('address') || by.includes('all')).toBe(true);
      if (namesStore(operation)) expect(by).toContain('store');
    },
  );

  it.each(operations.filter(({ access }) => access.scope === 'app'))(
    '$name, of the app, is limited by person',
    ({ access }) => {
      expect(access.limits.map(({ by }) => by)).toContain('person');
    },
  );

  it.each(operations.filter(({ faces }) => faces.length === 0))(
    '$name, of no door, is not limited',
    ({ access }) => {
      expect(access.limits).toEqual([]);
    },
  );
});

interface Said {
  status: number;
  limit: string | null;
  remaining: string | null;
  reset: number;
  retry_after: number;
  reason: string | undefined;
}

async function said(response: Response): Promise<Said> {
  const text = await response.text();
  const rate = (name: string) => response.headers.get(`x-ratelimit-${name}`);
  return {
    status: response.status,
    limit: rate('limit'),
    remaining: rate('remaining'),
    reset: Number(rate('reset')),
    retry_after: Number(response.headers.get('retry-after')),
    reason: text.startsWith('{') ? JSON.parse(text).reason : undefined,
  };
}

/** The smallest request that the door of an operation takes. */
function requestTo({ input, rest }: AnyOperation): [string, RequestInit] {
  if (!rest) throw new Error('no door');
  const given = sampleInput(input, () => undefined);
  const path = rest.path.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = encodeURIComponent(String(given[key]));
    delete given[key];
    return value;
  });
  if (rest.method === 'get') return [path, {}];
  const body = JSON.stringify(given);
  return [path, { method: rest.method.toUpperCase(), headers: { 'content-type': 'application/json' }, body }];
}

describe('a door that is open to all', () => {
  const doors = open.flatMap((operation) => (operation.rest ? [[operation.name, operation] as const] : []));

  it.each(doors)('%s answers what is left, and 429 to who comes too often', async (_, operation) => {
    const [path, init] = requestTo(operation);
    const points = Math.min(...operation.access.limits.map((limit) => limit.points));
    const first = await said(await house.app.request(path, init));
    expect(first.status).not.toBe(429);
    expect(first).toMatchObject({ limit: String(points), remaining: String(points - 1) });
    let last = first;
    for (let use = 1; use <= points; use += 1) last = await said(await house.app.request(path, init));
    expect(last).toMatchObject({
      status: 429,
      limit: String(points),
      remaining: '0',
      reason: 'rate_limited',
    });
    expect(last.retry_after).toBeGreaterThan(0);
    expect(last.retry_after).toBe(last.reset);
  });
});

const asPerson = (user_id: string, more: Record<string, string> = {}) => ({
  'x-internal-token': TOKENS.internal,
  'x-actor-user-id': user_id,
  ...more,
});
const formats = (headers: Record<string, string> = {}) =>
  house.app.request('/supported-formats', { headers });

describe('who is counted', () => {
  it('is who the app says, beside the internal token alone', async () => {
    const claims = { 'x-client-ip': '198.51.100.1' };
    // The address of all who have no socket is used up by now: a claim alone does not change it.
    expect((await formats(claims)).status).toBe(429);
    expect((await formats({ ...claims, 'x-internal-token': 'wrong' })).status).toBe(401);
    const believed = await said(await formats({ ...claims, 'x-internal-token': TOKENS.internal }));
    expect(believed).toMatchObject({ status: 200, limit: '120', remaining: '119' });
  });

  it('is nobody where a machine of ours says nothing', async () => {
    const machine = await said(await formats({ 'x-internal-token': TOKENS.internal }));
    expect(machine).toMatchObject({ status: 200, limit: null });
  });

  it('is the same on both faces', async () => {
    const headers = asPerson(shop.user_id, { 'x-client-ip': '198.51.100.2' });
    const trpc = () => house.app.request('/trpc/knowledge.supportedFormats?input=%7B%7D', { headers });
    expect(await said(await trpc())).toMatchObject({ status: 200, limit: '120', remaining: '119' });
    expect(await said(await formats(headers))).toMatchObject({ status: 200, remaining: '118' });
    for (let use = 2; use < 120; use += 1) await trpc();
    const refused = await trpc();
    const { error } = (await refused.clone().json()) as { error: { data: object } };
    expect(error.data).toMatchObject({
      statusCode: 429,
      errorCode: 'TOO_MANY_REQUESTS',
      reason: 'rate_limited',
    });
    expect(await said(refused)).toMatchObject({
      status: 429,
      remaining: '0',
      retry_after: expect.any(Number),
    });
  });

  it('in the app is each person by themselves, and never a machine', async () => {
    const other = await house.shop([]);
    const [{ points } = { points: 0 }] = APP_LIMITS;
    const them = { address: null, store: null, person: other.user_id };
    for (let use = 0; use < points; use += 1) await countUse(limiter, 'whatever', APP_LIMITS, them);
    const look = (headers: Record<string, string>) => house.app.request('/internal/stores', { headers });
    const refused = await said(await look(asPerson(other.user_id)));
    expect(refused).toMatchObject({ status: 429, limit: String(points), reason: 'rate_limited' });
    expect(await said(await look(asPerson(shop.user_id)))).toMatchObject({ status: 200, limit: null });
    const machine = await house.rest('GET', `/internal/products?store_id=${other.store_id}`);
    expect(machine.status).not.toBe(429);
  });
});
