import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AppRouter } from '../trpc/wire.ts';
import { forwardTrpc } from './forward-trpc.ts';

let api: Server;
let heard: { url: string; method: string; headers: IncomingMessage['headers']; body: string }[];
let config: Parameters<typeof forwardTrpc>[2];

beforeEach(async () => {
  heard = [];
  api = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    heard.push({ url: request.url ?? '', method: request.method ?? '', headers: request.headers, body });
    response.writeHead(207, { 'Content-Type': 'application/json', 'Set-Cookie': 'a=b', 'Retry-After': '3' });
    response.end('[{"result":{"data":{"items":[]}}}]');
  });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  // safe: a listening TCP server has an address with a port
  const { port } = api.address() as AddressInfo;
  config = {
    api_url: `http://127.0.0.1:${port}`,
    app_url: 'http://localhost:3000',
    internal_token: 'the-internal-token',
    actorOf: async () => ({ user_id: 'demo-merchant', reauthenticated_at: null }),
    trust_proxy: 0,
  };
});
afterEach(async () => {
  if (api.listening) await new Promise((resolve) => api.close(resolve));
});

const OURS = { 'Sec-Fetch-Site': 'same-origin' };
const get = (headers: Record<string, string> = OURS) =>
  new Request('http://localhost:3000/api/trpc/store.list?batch=1&input=%7B%7D', { headers });

describe('forwardTrpc', () => {
  it('asks the API as the signed-in user, at the same procedures and input', async () => {
    const response = await forwardTrpc(get(), 'store.list,order.get', config);
    expect(heard[0]).toMatchObject({ method: 'GET', url: '/trpc/store.list,order.get?batch=1&input=%7B%7D' });
    expect(heard[0]?.headers).toMatchObject({
      'x-internal-token': 'the-internal-token',
      'x-actor-user-id': 'demo-merchant',
    });
    expect([response.status, await response.json()]).toEqual([207, [{ result: { data: { items: [] } } }]]);
  });

  it('carries a mutation’s body', async () => {
    const headers = { ...OURS, 'Content-Type': 'application/json' };
    const request = new Request('http://localhost:3000/api/trpc/x', {
      method: 'POST',
      body: '{"0":{}}',
      headers,
    });
    await forwardTrpc(request, 'order.transition', config);
    expect(heard[0]).toMatchObject({ method: 'POST', body: '{"0":{}}' });
    expect(heard[0]?.headers['content-type']).toBe('application/json');
  });

  it('believes no actor, token, address or cookie that the browser brings', async () => {
    const claims = {
      'X-Actor-User-Id': 'the-boss',
      'X-Internal-Token': 'guess',
      'X-Client-Ip': '1.1.1.1',
      'X-Reauthenticated-At': new Date().toISOString(),
      Cookie: 'c=1',
    };
    await forwardTrpc(get({ ...OURS, ...claims }), 'store.list', config);
    expect(heard[0]?.headers).toMatchObject({
      'x-actor-user-id': 'demo-merchant',
      'x-internal-token': 'the-internal-token',
    });
    for (const name of ['x-client-ip', 'x-reauthenticated-at', 'cookie']) {
      expect(heard[0]?.headers).not.toHaveProperty(name);
    }
  });

  it('vouches for the moment when the password was given, as the session knows it', async () => {
    const reauthenticated_at = '2026-11-28T12:00:00.000Z';
    const actorOf = async () => ({ user_id: 'demo-merchant', reauthenticated_at });
    const claim = get({ ...OURS, 'X-Reauthenticated-At': '2999-01-01T00:00:00.000Z' });
    await forwardTrpc(claim, 'store.list', { ...config, actorOf });
    expect(heard[0]?.headers['x-reauthenticated-at']).toBe(reauthenticated_at);
  });

  it('tells the API who is at the other end', async () => {
    await forwardTrpc(
      get({ ...OURS, 'X-Forwarded-For': '203.0.113.9', 'User-Agent': 'Firefox' }),
      'store.list',
      config,
    );
    expect(heard[0]?.headers).toMatchObject({
      'x-client-ip': '203.0.113.9',
      'x-client-user-agent': 'Firefox',
    });
  });

  it('lets a watch last for as long as it tells something, unpacked, from where the browser was', async () => {
    const { promise: asked, resolve: ask } = Promise.withResolvers<ServerResponse>();
    api.removeAllListeners('request').on('request', (request, response) => {
      expect(request.headers['last-event-id']).toBe('41');
      response.writeHead(200, { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
      response.write('data: 1\n\n');
      ask(response);
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const response = await forwardTrpc(get({ ...OURS, 'Last-Event-ID': '41' }), 'dashboard.watch', config);
      expect(response.headers.get('cache-control')).toBe('no-store, no-transform');
      expect(response.headers.get('x-accel-buffering')).toBe('no');
      vi.advanceTimersByTime(3_600_000);
      (await asked).end('data: 2\n\n');
      expect(await response.text()).toBe('data: 1\n\ndata: 2\n\n');
    } finally {
      vi.useRealTimers();
    }
  });

  it('answers only what a page may know', async () => {
    const { headers } = await forwardTrpc(get(), 'store.list', config);
    expect([headers.get('retry-after'), headers.get('set-cookie'), headers.get('cache-control')]).toEqual([
      '3',
      null,
      'no-store',
    ]);
  });

  it.each([
    ['another site', get({ 'Sec-Fetch-Site': 'cross-site' }), 'store.list', {}, 403, 'FORBIDDEN'],
    ['nobody', get(), 'store.list', { actorOf: async () => null }, 401, 'UNAUTHORIZED'],
    [
      'whoever asks while sessions cannot be read',
      get(),
      'store.list',
      { actorOf: () => Promise.reject(new Error('down')) },
      503,
      'SERVICE_UNAVAILABLE',
    ],
    ['a path that climbs', get(), '../webhooks/stripe', {}, 404, 'NOT_FOUND'],
    ['a dot segment', get(), '..', {}, 404, 'NOT_FOUND'],
  ])(
    'refuses %s, and the API never hears of it',
    async (_, request, procedures, change, status, errorCode) => {
      const response = await forwardTrpc(request, procedures, { ...config, ...change });
      const { error } = await response.json();
      expect([response.status, error.data.errorCode, error.data.statusCode]).toEqual([
        status,
        errorCode,
        status,
      ]);
      expect(heard).toEqual([]);
    },
  );

  it('lets every call of a batch know that the API is down, in the house’s error body', async () => {
    await new Promise((resolve) => api.close(resolve));
    const through = async (url: URL | RequestInfo) =>
      forwardTrpc(get(), new URL(String(url)).pathname.slice(1), config);
    const client = createTRPCClient<AppRouter>({
      links: [httpBatchLink({ url: 'http://localhost', fetch: through as typeof fetch })],
    });
    const failures = await Promise.all(
      [client.store.list.query({}), client.company.get.query({})].map((call) =>
        call.catch((error: unknown) => error),
      ),
    );
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(TRPCClientError);
      expect(failure).toMatchObject({ data: { statusCode: 503, errorCode: 'SERVICE_UNAVAILABLE' } });
    }
  });
});
