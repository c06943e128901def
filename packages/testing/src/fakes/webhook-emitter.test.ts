import { afterEach, describe, expect, it } from 'vitest';
import { createWebhookEmitter, type RetryPolicy, type WebhookEmitter } from './webhook-emitter.ts';
import { startWebhookSink, type WebhookSink } from './webhook-sink.ts';

const POLICY: RetryPolicy = {
  attempts: 3,
  base_delay_ms: 1,
  max_delay_ms: 2,
  timeout_ms: 5_000,
  final_statuses: [422],
};

let sink: WebhookSink;
let emitter: WebhookEmitter;
afterEach(async () => {
  await emitter.close();
  await sink.close();
});

async function start(answer: Parameters<typeof startWebhookSink>[0], policy: Partial<RetryPolicy> = {}) {
  sink = await startWebhookSink(answer);
  emitter = createWebhookEmitter({ ...POLICY, ...policy });
  return (body: unknown, options: { copies?: number; lane?: string } = {}) =>
    emitter.deliver({
      url: `${sink.url}/hook`,
      headers: { 'x-own': '1' },
      body: JSON.stringify(body),
      ...options,
    });
}

describe('the webhook emitter', () => {
  it('posts the same bytes until it is heard', async () => {
    const deliver = await start((before) => (before < 2 ? 503 : 200));
    expect(await deliver({ n: 1 })).toEqual([[503, 503, 200]]);
    expect(sink.received.map(({ raw }) => raw)).toEqual(['{"n":1}', '{"n":1}', '{"n":1}']);
    expect(sink.received[0]?.headers.get('x-own')).toBe('1');
  });

  it('gives up after its last attempt, and at once after a final status', async () => {
    const deliver = await start((before) => (before < 3 ? 500 : 422));
    expect(await deliver({})).toEqual([[500, 500, 500]]);
    expect(await deliver({})).toEqual([[422]]);
  });

  it('notes 0 where nobody answers, and for whoever takes too long', async () => {
    const deliver = await start(() => new Promise(() => {}), { timeout_ms: 30, attempts: 1 });
    expect(await deliver({})).toEqual([[0]]);
  });

  it('sends copies at the same time', async () => {
    const all_there = Promise.withResolvers<number>();
    const deliver = await start((before) => {
      if (before === 2) all_there.resolve(200);
      return all_there.promise;
    });
    expect(await deliver({}, { copies: 3 })).toEqual([[200], [200], [200]]);
  });

  it('keeps the order of a lane, and lets other lanes pass', async () => {
    const slow = Promise.withResolvers<number>();
    const deliver = await start((before) => (before === 0 ? slow.promise : 200));
    const first = deliver('a1', { lane: 'a' });
    const second = deliver('a2', { lane: 'a' });
    await expect.poll(() => sink.received.length).toBe(1);
    await deliver('b1', { lane: 'b' });
    slow.resolve(200);
    await Promise.all([first, second]);
    expect(sink.received.map(({ body }) => body)).toEqual(['a1', 'b1', 'a2']);
  });

  it('stops trying when it is closed', async () => {
    const deliver = await start(() => 500, { base_delay_ms: 60_000, max_delay_ms: 60_000 });
    const delivered = deliver({});
    await expect.poll(() => sink.received.length).toBe(1);
    await emitter.close();
    expect(await delivered).toEqual([[500]]);
  });
});
