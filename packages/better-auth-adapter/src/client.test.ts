import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DBAdapter } from '@better-auth/core/db/adapter';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AuthStoreError, vek1AuthStore } from './index.ts';

/** What the server does with its next requests: an answer, or none. */
type Answer = { status: number; body: unknown } | 'cut' | 'silence';
const ROW = { status: 200, body: { id: 'a', token: 't', expires_at: '2026-01-01T00:00:00.000Z' } };
const BUSY = { status: 503, body: { message: 'postgres is not answering.', reason: 'postgres' } };

let server: Server;
let store: DBAdapter;
/** The same, that does not wait long. */
let impatient: DBAdapter;
let asked: { door: string; token: string | undefined; body: unknown }[];
let sockets: number;
let answers: Answer[];
let otherwise: (body: { limit: number; offset: number }) => Answer;

beforeEach(async () => {
  [asked, sockets, answers, otherwise] = [[], 0, [], () => ROW];
  server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const body = text === '' ? undefined : JSON.parse(text);
    const token = request.headers['x-auth-token'];
    asked.push({ door: `${request.method} ${request.url}`, token: String(token), body });
    const answer = answers.shift() ?? otherwise(body);
    if (answer === 'cut') request.socket.destroy();
    else if (answer !== 'silence') {
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer.body));
    }
  });
  server.on('connection', () => {
    sockets += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Safe because a listening TCP server has an address with a port.
  const base_url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  store = vek1AuthStore({ base_url, auth_token: 'the-token' })({});
  impatient = vek1AuthStore({ base_url, auth_token: 'the-token', timeout_ms: 300 })({});
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const session = { userId: 'u', token: 'top-secret', expiresAt: new Date() };
const byToken = [{ field: 'token', value: 'top-secret' }];
const calls: Record<string, () => Promise<unknown>> = {
  findOne: () => store.findOne({ model: 'session', where: byToken }),
  findMany: () => store.findMany({ model: 'session', where: [{ field: 'userId', value: 'u' }] }),
  count: () => store.count({ model: 'session', where: byToken }),
  delete: () => store.delete({ model: 'session', where: byToken }),
  deleteMany: () => store.deleteMany({ model: 'session', where: [{ field: 'userId', value: 'u' }] }),
  create: () => store.create({ model: 'session', data: session }),
  update: () => store.update({ model: 'session', where: byToken, update: { userAgent: 'x' } }),
  consumeOne: () => store.consumeOne({ model: 'verification', where: [{ field: 'id', value: 'v' }] }),
};
const call = (name: string) => calls[name]?.() ?? expect.unreachable(name);

describe('a call that gets no answer', () => {
  const failures: [string, Answer][] = [
    ['is cut off', 'cut'],
    ['meets a server that is busy', BUSY],
  ];
  it.each(failures)('and %s is made once more, where nothing happens twice', async (_, failure) => {
    for (const name of ['findOne', 'findMany', 'count', 'delete', 'deleteMany']) {
      asked.length = 0;
      answers = [failure, { status: 200, body: { ...ROW.body, items: [], count: 0, deleted: 0 } }];
      await call(name);
      expect(asked).toHaveLength(2);
      answers = [failure, failure];
      await expect(call(name)).rejects.toThrow(AuthStoreError);
      expect(asked).toHaveLength(4);
    }
  });

  it.each(failures)('and %s is not, where something might', async (_, failure) => {
    for (const name of ['create', 'update', 'consumeOne']) {
      asked.length = 0;
      answers = [failure];
      await expect(call(name)).rejects.toThrow(AuthStoreError);
      expect(asked).toHaveLength(1);
    }
  });

  it('and waits too long, likewise', async () => {
    otherwise = () => 'silence';
    const read = impatient.findOne({ model: 'session', where: byToken });
    await expect(read).rejects.toThrow('by-token/{token}: no answer');
    expect(asked).toHaveLength(2);
    await expect(impatient.create({ model: 'session', data: session })).rejects.toThrow('no answer');
    expect(asked).toHaveLength(3);
  });
});

describe('an error', () => {
  it('says which door refused and why, and nothing that was sent through it', async () => {
    answers = [
      { status: 409, body: { message: 'It exists already.', reason: 'token.taken' } },
      { status: 422, body: { errors: [{ path: 'token', message: 'Too long.' }] } },
      BUSY,
      BUSY,
    ];
    const said = async (name: string) =>
      (await call(name).catch((error: AuthStoreError) => error)) as AuthStoreError;
    const [taken, wrong, busy] = [await said('create'), await said('create'), await said('findOne')];
    expect(taken).toMatchObject({ status: 409, reason: 'token.taken' });
    expect(taken.message).toBe('vek1 auth store: POST /internal/auth/sessions: 409 It exists already.');
    expect(wrong.message).toBe('vek1 auth store: POST /internal/auth/sessions: 422 token: Too long.');
    expect(busy.message).toMatch(
      'GET /internal/auth/sessions/by-token/{token}: 503 postgres is not answering.',
    );
    for (const error of [taken, wrong, busy])
      expect(JSON.stringify([error.message, error])).not.toMatch(/top-secret|the-token/);
  });

  it('is what a wrong address gets, not an empty answer', async () => {
    otherwise = () => ({ status: 404, body: { message: 'No such door.' } });
    await expect(call('findOne')).rejects.toThrow('404 No such door.');
  });
});

describe('the store', () => {
  it('carries its token, and keeps its connection', async () => {
    for (let n = 0; n < 20; n++) await call('findOne');
    expect(new Set(asked.map(({ token }) => token))).toEqual(new Set(['the-token']));
    expect(sockets).toBeLessThan(5);
  });

  it('reads long lists page by page', async () => {
    const all = Array.from({ length: 450 }, (_, n) => ({ id: String(n) }));
    otherwise = ({ limit, offset }) => ({ status: 200, body: { items: all.slice(offset, offset + limit) } });
    const find = (limit: number, offset = 0) =>
      store.findMany<{ id: string }>({ model: 'user', limit, offset });
    expect((await find(1000)).map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(asked.map(({ body }) => body)).toMatchObject([
      { limit: 200, offset: 0 },
      { limit: 200, offset: 200 },
      { limit: 200, offset: 400 },
    ]);
    expect(await find(3, 2)).toMatchObject([{ id: '2' }, { id: '3' }, { id: '4' }]);
  });

  it('sends what no path can carry by a filter, and what it names in it', async () => {
    otherwise = () => ({ status: 200, body: { items: [] } });
    for (const value of ['', '.', '..'])
      await store.findOne({ model: 'user', where: [{ field: 'id', value }] });
    await store.findOne({ model: 'user', where: [{ field: 'id', value: 'a/../b?c=%20' }] });
    expect(asked.map(({ door }) => door)).toEqual([
      ...Array(3).fill('POST /internal/auth/users/query'),
      'GET /internal/auth/users/by-id/a%2F..%2Fb%3Fc%3D%2520',
    ]);
  });

  it('knows four tables, deletes no table whole, and consumes verifications only', async () => {
    await expect(store.findMany({ model: 'organization' })).rejects.toThrow('Model "organization" not found');
    const plugin = { id: 'teams', schema: { team: { fields: { name: { type: 'string' as const } } } } };
    const with_plugin = vek1AuthStore({ base_url: 'http://nowhere', auth_token: '' })({ plugins: [plugin] });
    await expect(with_plugin.findMany({ model: 'team' })).rejects.toThrow(
      'and no team: a plugin with tables',
    );
    await expect(store.deleteMany({ model: 'user', where: [] })).rejects.toThrow(
      'does not delete every user',
    );
    await expect(store.consumeOne({ model: 'session', where: byToken })).rejects.toThrow(
      'consumes a verification',
    );
    expect(asked).toEqual([]);
  });
});
