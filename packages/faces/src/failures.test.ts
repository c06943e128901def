import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { ERROR_CODES, ErrorBody } from '@vek1/core/kernel/errors';
import { describe, expect, it } from 'vitest';
import { doors, type Failure, TOKEN, TRACE } from './things.fixture.ts';

const api = doors();
const headers = { 'x-internal-token': TOKEN, 'content-type': 'application/json' };

interface Refusal {
  status: number;
  retry_after: string | null;
  body: ErrorBody;
}

/** The body must be the schema's, to the last key. */
async function refusal(response: Response, bodyOf: (json: never) => unknown): Promise<Refusal> {
  const body = ErrorBody.strict().parse(bodyOf((await response.json()) as never));
  expect(body.statusCode).toBe(response.status);
  expect(body.detail).toBe(body.message);
  expect(body.traceId).toBe(TRACE);
  expect(Math.abs(Date.parse(body.timestamp) - Date.now())).toBeLessThan(60_000);
  return { status: response.status, retry_after: response.headers.get('retry-after'), body };
}

const rest = async (path: string, init: RequestInit = {}) =>
  refusal(await api.request(path, { headers, ...init }), (json) => json);
const trpc = async (path: string, init: RequestInit = {}) =>
  refusal(
    await api.request(`/trpc/${path}`, { headers, ...init }),
    ({ error }: { error: { data: unknown } }) => error.data,
  );

const said = ({ status, retry_after, body: { path: _path, timestamp: _timestamp, ...body } }: Refusal) => ({
  status,
  retry_after,
  body,
});
const post = (body: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(body) });
const input = (value: unknown) => `input=${encodeURIComponent(JSON.stringify(value))}`;

describe('REST and tRPC say the same', () => {
  it.each<[Failure, number, string]>([
    ['conflict', 409, 'CONFLICT'],
    ['field', 422, 'VALIDATION_ERROR'],
    ['busy', 429, 'TOO_MANY_REQUESTS'],
    ['gateway', 503, 'SERVICE_UNAVAILABLE'],
    ['bug', 500, 'INTERNAL_ERROR'],
  ])('of a failure inside an operation: %s is %i', async (how, status, errorCode) => {
    const one = said(await rest(`/fail/${how}`, { method: 'POST' }));
    expect(one).toMatchObject({ status, body: { errorCode } });
    expect(said(await trpc('thing.fail', post({ how })))).toEqual(one);
  });

  it('of a field that is wrong', async () => {
    const one = said(await rest('/things/7', post({ name: 7, colour: 'red' })));
    expect(one.body.errors).toMatchObject([{ path: 'name' }, { path: 'colour', code: 'unrecognized_keys' }]);
    expect(said(await trpc('thing.write', post({ id: '7', name: 7, colour: 'red' })))).toEqual(one);
  });

  it('of a body that is no JSON', async () => {
    const one = said(await rest('/things/7', { method: 'POST', body: '{"name":' }));
    expect(one).toMatchObject({ status: 400, body: { errorCode: 'MALFORMED_JSON' } });
    expect(said(await trpc('thing.write', { method: 'POST', body: '{"name":' }))).toEqual(one);
    expect(said(await trpc('thing.get?input=%7B'))).toEqual(one);
  });

  it.each(['[]', '"x"', '7', 'null'])('of a body that is no object: %s', async (body) => {
    const one = said(await rest('/things/7', { method: 'POST', body }));
    expect(one).toMatchObject({ status: 422, body: { errors: [{ path: '', code: 'invalid_type' }] } });
    expect(said(await trpc('thing.write', { method: 'POST', body }))).toEqual(one);
  });

  it('of a door that is not there, or not by that method', async () => {
    const one = said(await rest('/nowhere'));
    expect(one).toMatchObject({ status: 404, body: { errorCode: 'NOT_FOUND', message: 'No such door.' } });
    expect(said(await rest('/things/7', { method: 'PUT' }))).toEqual(one);
    expect(said(await trpc('thing.nothing'))).toEqual(one);
    expect(said(await trpc('__proto__.toString'))).toEqual(one);
    expect(said(await trpc(`thing.write?${input({ id: '7', name: 'x' })}`))).toEqual(one);
    expect(said(await trpc('thing.get', post({ id: '7' })))).toEqual(one);
  });

  it('of a caller without the token', async () => {
    const nobody = { headers: { 'content-type': 'application/json' } };
    const one = said(await rest('/things/7', nobody));
    expect(one).toMatchObject({ status: 401, body: { errorCode: 'UNAUTHORIZED' } });
    expect(said(await trpc('thing.get', nobody))).toEqual(one);
    expect(said(await trpc('thing.get,thing.list?batch=1', nobody))).toEqual(one);
  });

  it('of a body that is too large', async () => {
    const one = said(await rest('/things/7', post({ name: 'x'.repeat(1_000_000) })));
    expect(one).toMatchObject({ status: 413, body: { errorCode: 'PAYLOAD_TOO_LARGE' } });
    expect(said(await trpc('thing.write', post({ id: '7', name: 'x'.repeat(1_000_000) })))).toEqual(one);
    const text = 'x'.repeat(100);
    expect(said(await rest('/small', post({ text })))).toEqual(one);
    expect(said(await trpc('thing.small', post({ text })))).toEqual(one);
  });
});

describe('a failure', () => {
  it.each(Object.values(ERROR_CODES))(
    'has a name that tRPC knows, of the same status: $wire',
    ({ trpc: code, status }) => {
      expect(getHTTPStatusCodeFromError(new TRPCError({ code }))).toBe(status);
    },
  );

  it('says when to come back, in whole seconds, where that is known', async () => {
    expect((await rest('/fail/busy', { method: 'POST' })).retry_after).toBe('7');
    expect((await rest('/fail/gateway', { method: 'POST' })).retry_after).toBe('1');
    expect((await rest('/fail/conflict', { method: 'POST' })).retry_after).toBeNull();
  });

  it('carries the rule and what a client may act on', async () => {
    expect((await rest('/fail/conflict', { method: 'POST' })).body).toMatchObject({
      reason: 'thing.moved',
      data: { allowed: ['rest'] },
    });
  });

  it('carries nothing of what broke', async () => {
    for (const how of ['bug', 'gateway']) {
      const text = await (await api.request(`/fail/${how}`, { method: 'POST', headers })).text();
      expect(text).not.toMatch(/SELECT|key abc|\bat \w+|\.ts/);
    }
  });

  it('shows the path without its query, where secrets travel', async () => {
    const { body } = await rest('/nowhere?webhookSecret=s3cret');
    expect(body.path).toBe('/nowhere');
  });

  it('shows a path that carries a secret as it is declared', async () => {
    const long = await rest(`/things/by-token/${'s3cret'.repeat(9)}`);
    expect(long).toMatchObject({ status: 422, body: { path: '/things/by-token/{token}' } });
    expect(JSON.stringify(long.body)).not.toContain('s3cret');
    const nobody = await rest('/things/by-token/s3cret', { headers: {} });
    expect(nobody).toMatchObject({ status: 401, body: { path: '/things/by-token/{token}' } });
  });

  it('of one call in a batch leaves the others their answers', async () => {
    const batch = input({ 0: { id: '7' }, 1: {} });
    const response = await api.request(`/trpc/thing.get,thing.get?batch=1&${batch}`, { headers });
    expect(response.status).toBe(207);
    expect(await response.json()).toMatchObject([
      { result: { data: { given: { id: '7' } } } },
      { error: { data: { statusCode: 422, path: 'thing.get' } } },
    ]);
  });

  it('of tRPC before a call begins has a body of ours too', async () => {
    const response = await api.request('/trpc/thing.write', {
      method: 'POST',
      body: 'x',
      headers: { ...headers, 'content-type': 'text/plain' },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { data: { statusCode: 400, errorCode: 'MALFORMED_JSON', path: 'thing.write', traceId: TRACE } },
    });
  });
});
