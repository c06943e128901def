import { operations } from '@vek1/core/domains';
import type { Face, Scope } from '@vek1/core/kernel/access';
import type { AnyOperation } from '@vek1/core/kernel/operation';
import {
  type Answer,
  ask,
  credentials,
  requestOf,
  restRequest,
  saying,
  scopeOf,
  wayOf,
} from '@vek1/testing/ask-operation';
import { fieldsOf, withValue } from '@vek1/testing/contract-fields';
import catalogue from '@vek1/testing/endpoints.json' with { type: 'json' };
import { startTestHouse, type TestHouse } from '@vek1/testing/house';
import { sampleInput } from '@vek1/testing/sample-input';
import type { Shop } from '@vek1/testing/shop';
import { startSweep } from '@vek1/testing/sweep';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let house: TestHouse;
let shop: Shop;
const sweep = startSweep('hostile requests', () => house.app);

beforeAll(async () => {
  house = await startTestHouse({ rate_limiter: null });
  shop = await house.shop([]);
});
afterAll(async () => {
  await house?.close();
  sweep.report();
});

const reached = operations.filter(({ faces, rest }) => faces.length > 0 && !rest?.raw_body);
const signed = operations.filter(({ rest }) => rest?.raw_body);
const doors = reached.filter(({ rest }) => rest && rest.method !== 'get');
const samples = new Map(reached.map(({ name, input }) => [name, sampleInput(input)] as const));
const sampleOf = ({ name }: AnyOperation) => samples.get(name) ?? {};

function send(face: Face, operation: AnyOperation, change: RequestInit & { path?: string } = {}) {
  const { path, init } = requestOf(face, operation, sampleOf(operation));
  const { path: other = path, ...more } = change;
  const who = credentials(scopeOf(face, operation), shop.user_id);
  return sweep.ask(face, operation, { path: other, init: { ...init, ...more } }, who);
}

/** Through every face, which must all say the same. */
async function sendAll(operation: AnyOperation, input: Record<string, unknown>): Promise<Answer> {
  const answers = await Promise.all(
    operation.faces.map((face) => {
      const { path, init } = requestOf(face, operation, input);
      return send(face, operation, { path, ...init });
    }),
  );
  const [first] = answers;
  if (!first) throw new Error(`${operation.name} has no face`);
  for (const answer of answers) expect(saying(answer.error)).toEqual(saying(first.error));
  return first;
}

const named = ({ error }: Answer) => error?.errors?.map(({ path }) => path) ?? [];

/** Deeper than any recursion goes. */
const NESTED = 20_000;
const DEEP = `{"profundo":${'{"a":['.repeat(NESTED)}1${']}'.repeat(NESTED)}}`;
/** More than any door takes. */
const HUGE = Buffer.alloc(33_000_000, ' ');

describe('a body', () => {
  it.each(doors)('of $name that is no JSON is 400', async (operation) => {
    for (const body of ['{', '{"id":}', "{'id':1}", 'id=1', '\u0000', '{"a":1}}', '['.repeat(NESTED)]) {
      for (const face of operation.faces) {
        const { status, error } = await send(face, operation, { body });
        expect({ body, face, status, code: error?.errorCode }).toEqual({
          body,
          face,
          status: 400,
          code: 'MALFORMED_JSON',
        });
      }
    }
  });

  it.each(doors)('of $name that is no object is 422, on both faces alike', async (operation) => {
    for (const body of ['[]', '[{}]', '"amostra"', '7', 'true', 'null']) {
      const answers = await Promise.all(operation.faces.map((face) => send(face, operation, { body })));
      for (const answer of answers) {
        expect({ body, status: answer.status }).toEqual({ body, status: 422 });
        expect(saying(answer.error)).toEqual(saying(answers[0]?.error ?? null));
      }
    }
  });

  it.each(doors)('of $name that is too large is 413, announced or not', async (operation) => {
    const body = HUGE.subarray(0, (operation.rest?.max_body ?? 1_000_000) + 1);
    for (const face of operation.faces) {
      const announced = { 'content-type': 'application/json', 'content-length': String(body.length) };
      const answers = [
        await send(face, operation, { body, headers: announced }),
        await send(face, operation, { body: new Blob([body]).stream(), duplex: 'half' } as RequestInit),
      ];
      for (const { status, error } of answers)
        expect({ face, status, code: error?.errorCode }).toEqual({
          face,
          status: 413,
          code: 'PAYLOAD_TOO_LARGE',
        });
    }
  });

  it.each(doors.filter(({ rest }) => !rest?.body_as))(
    'of $name that is nested too deeply is 422 and names where',
    async (operation) => {
      for (const face of operation.faces) {
        const answer = await send(face, operation, { body: DEEP });
        expect({ status: answer.status, named: named(answer) }).toEqual({ status: 422, named: ['profundo'] });
      }
    },
  );

  it.each(doors)('of $name may be called anything, or nothing', async (operation) => {
    for (const type of [
      '',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/json; charset=utf-16',
      'x'.repeat(5000),
    ]) {
      for (const face of operation.faces) {
        const { status } = await send(face, operation, {
          headers: { 'content-type': type },
          body: '{"amostra":1}',
        });
        expect({ type, status: status < 500 }).toEqual({ type, status: true });
      }
    }
  });
});

describe('a field that nobody declared is 422 and named', () => {
  it.each(reached)('in $name, wherever it is put', async (operation) => {
    const whole = sampleInput(operation.input, undefined, { whole: true });
    const closed = fieldsOf(operation.input).filter(({ choices }) =>
      choices.some((it) => it.properties && it.additionalProperties === false),
    );
    for (const path of [[], ...closed.map((field) => field.path)]) {
      for (const key of ['nao_declarado', 'constructor', '__proto__', 'nao.declarado']) {
        const inner = path.reduce<unknown>((value, step) => Object(value)[step], whole);
        const outer = { ...Object(inner) };
        Object.defineProperty(outer, key, { value: { admin: true }, enumerable: true });
        const at = [...path, key].join('.');
        const answer = await sendAll(operation, withValue(whole, path, outer));
        expect({ at, status: answer.status, named: named(answer).includes(at) }).toEqual({
          at,
          status: 422,
          named: true,
        });
      }
    }
  });
});

describe('a key that is given twice is 422 and named', () => {
  const inPath = doors.filter(({ rest }) => rest?.path.includes('{') && !rest.body_as);
  it.each(inPath)('in the path of $name and in its body, or in its query', async (operation) => {
    const { path, init } = restRequest(operation, sampleOf(operation));
    for (const [, key = ''] of operation.rest?.path.matchAll(/\{(\w+)\}/g) ?? []) {
      const body = JSON.stringify({ ...JSON.parse(String(init.body)), [key]: 'outra' });
      for (const change of [{ body }, { path: `${path}?${key}=outra` }]) {
        const answer = await send('rest', operation, change);
        expect({ status: answer.status, named: named(answer) }).toEqual({ status: 422, named: [key] });
      }
    }
  });

  it.each(reached.filter(({ rest }) => rest?.method === 'get'))(
    'in the query of $name, unless it is a list',
    async (operation) => {
      const { path } = restRequest(operation, sampleOf(operation));
      for (const {
        path: [key = ''],
        choices,
      } of fieldsOf(operation.input).filter((field) => field.path.length === 1)) {
        if (wayOf(operation, String(key)) === 'path' || choices.some(({ type }) => type === 'array'))
          continue;
        const [bare] = path.split('?');
        const answer = await send('rest', operation, { path: `${bare}?${key}=1&${key}=1` });
        expect({ key, status: answer.status, named: named(answer).includes(String(key)) }).toEqual({
          key,
          status: 422,
          named: true,
        });
      }
    },
  );
});

describe('a door that wants a signature', () => {
  it.each(signed)('is 401 to whatever comes without: $name', async ({ rest, ...operation }) => {
    for (const body of ['', '{', 'null', '[]', '{"amostra":"a\u0000b"}', DEEP]) {
      const { path } = restRequest({ rest, ...operation }, sampleInput(operation.input));
      const sent = { path, init: { method: 'POST', body } };
      const { status } = await sweep.ask('rest', { rest, ...operation }, sent, {});
      expect({ body: body.slice(0, 20), status }).toEqual({ body: body.slice(0, 20), status: 401 });
    }
  });

  it.each(signed)('reads no more than it takes: $name', async ({ rest, ...operation }) => {
    const { path } = restRequest({ rest, ...operation }, sampleInput(operation.input));
    const sent = { path, init: { method: 'POST', body: HUGE } };
    expect((await sweep.ask('rest', { rest, ...operation }, sent, {})).status).toBe(413);
  });
});

describe('a door for bytes', () => {
  const told = (method: string, path: string) => `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, '{}')}`;
  const derived = new Set(operations.flatMap(({ rest }) => (rest ? [told(rest.method, rest.path)] : [])));
  const raw = catalogue.filter(({ method, path }) => method !== 'GET' && !derived.has(told(method, path)));

  it.each(raw)(
    'answers garbage in the words of the house: $method $path',
    async ({ method, path, scope }) => {
      const garbage = ['', '{', 'null', '[]', '7', '{"amostra":"a\u0000b"}', DEEP, HUGE];
      for (const body of garbage) {
        const request = { path: path.replace(/\{\w+\}/g, shop.store_id), init: { method, body } };
        const who = { 'content-type': 'application/json', ...credentials(scope as Scope, shop.user_id) };
        const { status, error } = await ask(house.app, request, who);
        expect(status >= 400 && status < 500, `${status} to ${String(body).slice(0, 20)}`).toBe(true);
        // Not served yet: one refusal is as good as all.
        if (error?.message === 'No such door.') return;
      }
    },
  );
});
