import { app, hmac } from '@vek1/core/kernel/access';
import { flow } from '@vek1/core/kernel/operation';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openApiDocument } from './openapi.ts';
import { restFace } from './rest.ts';
import { doors, runner, TOKEN } from './things.fixture.ts';

const load = flow({
  name: 'thing.load',
  summary: 'Answers what it was given',
  access: app.user.orService,
  rest: { method: 'post', path: '/load', bytes: { type: 'text/csv', as: 'csv' }, max_body: 20 },
  input: z.strictObject({
    owner: z.string(),
    limit: z.int().optional(),
    csv: z.string().optional(),
    rows: z.array(z.unknown()).optional(),
  }),
  output: z.record(z.string(), z.unknown()),
}).handle(async (_, given) => given);

const api = doors([load]);
async function post(path: string, type: string, body: BodyInit) {
  const response = await api.request(path, {
    method: 'POST',
    headers: { 'x-internal-token': TOKEN, 'content-type': type },
    body,
  });
  return { status: response.status, body: await response.json() };
}

describe('a door that also takes bytes', () => {
  it('puts them under their key, untouched, and reads all else from the query', async () => {
    const bytes = Uint8Array.of(0, 0xe9, 0xff, 0x0a);
    for (const type of ['text/csv', 'Text/CSV; charset=latin1']) {
      expect(await post('/load?owner=ana&limit=7', type, bytes)).toEqual({
        status: 200,
        body: { owner: 'ana', limit: 7, csv: 'AOn/Cg==' },
      });
    }
  });

  it('still takes JSON', async () => {
    expect((await post('/load?owner=ana', 'application/json', '{"rows":[1]}')).body).toEqual({
      owner: 'ana',
      rows: [1],
    });
    expect((await post('/load?owner=ana', 'text/plain', 'a;b')).status).toBe(400);
  });

  it('refuses their key in the query as well, and too many of them', async () => {
    expect((await post('/load?owner=ana&csv=x', 'text/csv', 'a;b')).status).toBe(422);
    expect((await post('/load?owner=ana', 'text/csv', 'x'.repeat(21))).status).toBe(413);
  });

  it('says so in OpenAPI', () => {
    const { paths } = openApiDocument([load], { title: 'Things', version: '1' });
    expect(paths['/load']?.post).toMatchObject({
      requestBody: { content: { 'application/json': {}, 'text/csv': { schema: { format: 'binary' } } } },
    });
  });
});

describe('a door whose body is signed', () => {
  const signed = flow({
    name: 'thing.signed',
    summary: 'Answers what it was given',
    access: hmac,
    rest: {
      method: 'post',
      path: '/signed/{source}',
      raw_body: { as: 'body', holds: z.strictObject({ size: z.int() }) },
      headers: { 'x-signature': 'signature' },
      max_body: 20,
    },
    input: z.strictObject({ source: z.string(), signature: z.string().default(''), body: z.string() }),
    output: z.record(z.string(), z.unknown()),
  }).handle(async (_, given) => given);
  const hooks = restFace({
    operations: [signed],
    runner,
    addressOf: () => null,
    identify: async () => ({ kind: 'service', company_id: null, cause: 'hmac' }),
    traceOf: () => 'trace',
  });
  const send = async (body: BodyInit, headers: Record<string, string> = {}) => {
    const response = await hooks.request('/signed/erp', { method: 'POST', headers, body });
    return { status: response.status, body: await response.json() };
  };

  it('gives its exact bytes, whatever they are and are called', async () => {
    for (const [bytes, type] of [
      [Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0xff), 'application/json'],
      [Uint8Array.of(0x7b, 0x20, 0x7d, 0x0a), 'text/plain'],
      [Uint8Array.of(), 'application/x-www-form-urlencoded'],
    ] as const) {
      expect(await send(bytes, { 'content-type': type, 'x-signature': 't=1' })).toEqual({
        status: 200,
        body: { source: 'erp', signature: 't=1', body: Buffer.from(bytes).toString('base64') },
      });
    }
  });

  it('tells in OpenAPI what the bytes hold, and asks for no token', () => {
    const { paths } = openApiDocument([signed], { title: 'Things', version: '1' });
    expect(paths['/signed/{source}']?.post).toMatchObject({
      security: [],
      parameters: [
        { name: 'source', in: 'path' },
        { name: 'x-signature', in: 'header', required: false },
      ],
      requestBody: {
        content: { 'application/json': { schema: { properties: { size: {} }, required: ['size'] } } },
      },
    });
  });
});
