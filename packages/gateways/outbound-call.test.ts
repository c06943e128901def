import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { failureOf } from '@vek1/testing/port-suites/failure-of';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOutboundCall } from './outbound-call.ts';

let url: string;
let asked: number;
let answer: (response: ServerResponse, before: number) => void;
const server = createServer((_, response) => {
  asked += 1;
  answer(response, asked - 1);
});

beforeEach(async () => {
  asked = 0;
  answer = (response) => response.end('{}');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const outbound = (fields: { timeout_ms?: number; breaker?: { silences: number; rest_ms: number } } = {}) =>
  createOutboundCall({ gateway: 'party', timeout_ms: 5_000, reason: () => undefined, ...fields });
const read = (fields: { retries?: number; signal?: AbortSignal } = {}) => ({
  method: 'GET' as const,
  url,
  headers: {},
  secret: 'key',
  retries: 2,
  ...fields,
});
const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse) => {
    response.writeHead(code, headers).end('{}');
  };

describe('an outbound call', () => {
  it('asks again until it is answered', async () => {
    answer = (response, before) => response.writeHead(before < 2 ? 503 : 200).end('{"n":1}');
    expect(await outbound()(read())).toEqual({ n: 1 });
    expect(asked).toBe(3);
  });

  it.each([400, 401, 404, 422])('does not ask again after %i', async (code) => {
    answer = status(code);
    expect(await failureOf(outbound()(read()))).toMatchObject({ outcome: 'refused', final: true });
    expect(asked).toBe(1);
  });

  it.each([408, 429, 500, 503])('does not call %i the last word', async (code) => {
    answer = status(code);
    expect((await failureOf(outbound()(read({ retries: 0 })))).final).toBe(false);
  });

  it('follows no redirect, which would carry the key elsewhere', async () => {
    answer = status(307, { location: `${url}/elsewhere` });
    expect((await failureOf(outbound()(read()))).message).toBe('party: answered 307');
    expect(asked).toBe(1);
  });

  it('waits as long as it is told to, and leaves long waits to its caller', async () => {
    answer = (response, before) =>
      response.writeHead(before === 0 ? 429 : 200, { 'retry-after': '0' }).end('{}');
    expect(await outbound()(read())).toEqual({});
    answer = status(429, { 'retry-after': '30' });
    asked = 0;
    const error = await failureOf(outbound()(read()));
    expect(error).toMatchObject({ code: 'rate_limited', retry_after_ms: 30_000 });
    expect(asked).toBe(1);
  });

  it('gives an attempt up when its body does not end', async () => {
    answer = (response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{');
    const error = await failureOf(outbound({ timeout_ms: 50 })(read({ retries: 0 })));
    expect(error).toMatchObject({ outcome: 'unknown', message: 'party: no answer within 50 ms' });
  });

  it('says unknown to a 200 that is no JSON', async () => {
    answer = (response) => response.end('<html>');
    expect((await failureOf(outbound()(read()))).outcome).toBe('unknown');
  });

  it('stops waiting for its next attempt when the caller gives up', async () => {
    answer = status(429, { 'retry-after': '2' });
    const giving_up = new AbortController();
    const failing = failureOf(outbound()(read({ signal: giving_up.signal })));
    await expect.poll(() => asked).toBe(1);
    const before = performance.now();
    giving_up.abort();
    await failing;
    expect(performance.now() - before).toBeLessThan(1_000);
    expect(asked).toBe(1);
  });

  it('leaves a silent party alone, then lets one caller try', async () => {
    answer = (response) => response.destroy();
    const call = outbound({ breaker: { silences: 2, rest_ms: 300 } });
    const once = () => call(read({ retries: 0 }));
    await failureOf(once());
    await failureOf(once());
    expect(asked).toBe(2);

    const error = await failureOf(once());
    expect(error).toMatchObject({
      outcome: 'refused',
      message: 'party: not asked, it has not answered lately',
    });
    expect(error.retry_after_ms).toBeGreaterThan(0);
    expect(asked).toBe(2);

    // A timer may be a millisecond early.
    await wait((error.retry_after_ms ?? 0) + 2);
    const back = Promise.withResolvers<void>();
    answer = (response) => void back.promise.then(() => response.end('{}'));
    const trial = once();
    await expect.poll(() => asked).toBe(3);
    expect((await failureOf(once())).outcome).toBe('refused');
    expect(asked).toBe(3);

    back.resolve();
    await trial;
    await Promise.all([once(), once()]);
    expect(asked).toBe(5);
  });

  it('does not take errors for silence', async () => {
    answer = status(500);
    const call = outbound({ breaker: { silences: 2, rest_ms: 60_000 } });
    for (let n = 0; n < 4; n += 1) await failureOf(call(read({ retries: 0 })));
    expect(asked).toBe(4);
  });
});
