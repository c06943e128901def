import { app } from '@vek1/core/kernel/access';
import { query } from '@vek1/core/kernel/operation';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { doors, TOKEN, thing } from './things.fixture.ts';

const api = doors();
const headers = { 'x-internal-token': TOKEN };

async function ask(method: string, path: string, body?: BodyInit, more: Record<string, string> = {}) {
  const init = { method, headers: { ...headers, ...more }, body, duplex: 'half' };
  const response = await api.request(path, init as RequestInit); // its type knows no `duplex`
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: text ? JSON.parse(text) : null };
}
const post = (path: string, body: unknown) => ask('POST', path, JSON.stringify(body));
const fieldsOf = ({ body }: { body: { errors: { path: string }[] } }) => [
  ...new Set(body.errors.map(({ path }) => path)),
];

describe('a body', () => {
  it.each(['{', '{"name":}', "{'name':1}", 'name=x', 'undefined', '\u0000'])(
    'that is no JSON is 400: %j',
    async (text) => {
      expect(await ask('POST', '/things/1', text)).toMatchObject({
        status: 400,
        body: { errorCode: 'MALFORMED_JSON' },
      });
    },
  );

  it.each(['[]', '[{"name":"x"}]', '"name"', '7', 'true', 'null'])(
    'that is no object is 422: %s',
    async (text) => {
      expect(await ask('POST', '/things/1', text)).toMatchObject({
        status: 422,
        body: { errorCode: 'VALIDATION_ERROR' },
      });
    },
  );

  it('that is missing says which fields it should have had', async () => {
    const answer = await ask('POST', '/things/1');
    expect(answer.status).toBe(422);
    expect(fieldsOf(answer)).toEqual(['name']);
  });

  it('with fields that nobody declared is 422 and names each, nested ones too', async () => {
    const answer = await post('/things/1', {
      name: 'x',
      colour: 'red',
      admin: true,
      size: { width: 1, depth: 2 },
    });
    expect(answer.status).toBe(422);
    expect(fieldsOf(answer).sort()).toEqual(['admin', 'colour', 'size.depth']);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'has no way to the prototype by %s',
    async (key) => {
      const answer = await ask('POST', '/things/1', `{ "name": "x", "${key}": { "polluted": true } }`);
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toMatchObject([{ path: key, code: 'unrecognized_keys' }]);
      const nested = await ask(
        'POST',
        '/things/1',
        `{ "name": "x", "size": { "width": 1, "${key}": { "polluted": true } } }`,
      );
      expect(fieldsOf(nested)).toEqual([`size.${key}`]);
      expect(fieldsOf(await ask('GET', `/things?${key}=x`))).toEqual([key]);
      expect({}).not.toHaveProperty('polluted');
    },
  );

  it('may not give again what the path gave, nor the query', async () => {
    const answer = await post('/things/1', { id: '2', name: 'x' });
    expect(answer.status).toBe(422);
    expect(fieldsOf(answer)).toEqual(['id']);
    expect(fieldsOf(await post('/things/1?name=a', { name: 'b' }))).toEqual(['name']);
    expect(fieldsOf(await ask('GET', '/things/1?id=2'))).toEqual(['id']);
  });

  it('that others define goes under its key, whatever it holds', async () => {
    const secret = { 'x-their-secret': 's3cret' };
    const answer = await ask('POST', '/hooks/bank', '{"source":"theirs","anything":[1]}', secret);
    expect(answer.body).toEqual({
      given: { source: 'bank', secret: 's3cret', event: { source: 'theirs', anything: [1] } },
    });
  });
});

describe('a body that is too large is 413', () => {
  const large = JSON.stringify({ text: 'x'.repeat(100) });
  const chunks = () => new Blob([large]).stream();

  it('when it says so', async () => {
    const answer = await ask('POST', '/small', large, { 'content-length': String(large.length) });
    expect(answer).toMatchObject({ status: 413, body: { errorCode: 'PAYLOAD_TOO_LARGE' } });
  });

  it('when it does not', async () => {
    expect(await ask('POST', '/small', chunks())).toMatchObject({
      status: 413,
      body: { errorCode: 'PAYLOAD_TOO_LARGE' },
    });
  });

  it('and one at the limit passes both ways', async () => {
    const text = 'x'.repeat(100 - '{"text":""}'.length);
    expect((await ask('POST', '/small', JSON.stringify({ text }), { 'content-length': '100' })).status).toBe(
      200,
    );
    expect((await ask('POST', '/small', new Blob([JSON.stringify({ text })]).stream())).body).toEqual({
      given: { text },
    });
  });

  it('at 1 MB where nothing else is said', async () => {
    expect((await post('/things/1', { name: 'x'.repeat(1_000_000) })).status).toBe(413);
    expect((await post('/things/1', { name: 'x'.repeat(999_000) })).status).toBe(201);
  });
});

describe('a query', () => {
  const given = async (search: string) => (await ask('GET', `/things?${search}`)).body.given;

  it('is read as the contract wants it', async () => {
    expect(await given('limit=7&below=-1.5&active=true&q=7')).toEqual({
      limit: 7,
      below: -1.5,
      active: true,
      q: '7',
    });
    expect(await given('active=0')).toEqual({ limit: 50, active: false });
  });

  it('takes lists repeated, with commas, or both', async () => {
    expect(await given('tags=a&tags=b,c&tags=')).toEqual({ limit: 50, tags: ['a', 'b', 'c'] });
    expect(await given('tags=a')).toEqual({ limit: 50, tags: ['a'] });
  });

  it.each([
    ['limit=abc', 'limit'],
    ['limit=', 'limit'],
    ['limit=7.5', 'limit'],
    ['limit=0x10', 'limit'],
    ['limit=1e2', 'limit'],
    ['limit=%2B5', 'limit'],
    ['limit=99999999999999999999', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['below=NaN', 'below'],
    ['below=Infinity', 'below'],
    ['active=yes', 'active'],
    ['active=true&active=false', 'active'],
    ['q=a&q=b', 'q'],
    ['page=2', 'page'],
  ])('that is wrong is 422 and named: %s', async (search, field) => {
    const answer = await ask('GET', `/things?${search}`);
    expect(answer.status).toBe(422);
    expect(fieldsOf(answer)).toEqual([field]);
  });

  it('survives broken percent signs', async () => {
    expect(await given('q=%E0%A4%A')).toMatchObject({ q: expect.any(String) });
    expect((await ask('GET', '/things/%E0%A4%A')).status).toBe(200);
  });
});

describe('a door', () => {
  it('with a literal path wins over one with a parameter, wherever it was declared', async () => {
    const both = [doors([thing.get, thing.stats]), doors([thing.stats, thing.get])];
    for (const one of both) {
      expect(await (await one.request('/things/stats', { headers })).json()).toEqual({
        given: { stats: true },
      });
      expect(await (await one.request('/things/7', { headers })).json()).toEqual({ given: { id: '7' } });
    }
  });

  it('that is declared twice stops the boot, under other parameter names too', () => {
    const twin = query({
      name: 'thing.twin',
      summary: '',
      access: app.user,
      rest: { method: 'get', path: '/things/{thing_id}' },
      input: z.strictObject({ thing_id: z.string() }),
      output: z.object({}),
    }).handle(async () => ({}));
    expect(() => doors([thing.get, twin])).toThrow(
      /thing\.twin and thing\.get both declare|thing\.get and thing\.twin both declare/,
    );
  });

  it('answers its status, and 204 without a body', async () => {
    expect((await post('/things/1', { name: 'x' })).status).toBe(201);
    const removed = await ask('DELETE', '/things/1');
    expect(removed).toMatchObject({ status: 204, text: '' });
    expect(removed.headers.get('content-type')).toBeNull();
  });

  it.each([
    ['GET', '/nowhere'],
    ['PUT', '/things/1'],
    ['POST', '/things'],
    ['GET', '/things/1/'],
    ['GET', '//things/1'],
  ])('that is not there is 404: %s %s', async (method, path) => {
    expect(await ask(method, path)).toMatchObject({
      status: 404,
      body: { errorCode: 'NOT_FOUND', path: expect.any(String) },
    });
  });

  it('asks who is there before it reads a word', async () => {
    const response = await api.request('/things/1', { method: 'POST', body: '{' });
    expect(response.status).toBe(401);
  });
});
