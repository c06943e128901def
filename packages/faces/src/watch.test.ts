import { createTRPCClient, httpSubscriptionLink, TRPCClientError } from '@trpc/client';
import { eventually } from '@vek1/testing/eventually';
import { type ServedFake, serveFake } from '@vek1/testing/fakes/serve-fake';
import { serverSentEvents } from '@vek1/testing/server-sent-events';
import { EventSource } from 'eventsource';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doors, listening, TOKEN, type thing } from './things.fixture.ts';
import type { RouterOf } from './trpc.ts';

type Router = RouterOf<{ thing: typeof thing }>;

const stopping = new AbortController();
const headers = { 'x-internal-token': TOKEN };
let usual: ServedFake;
let short: ServedFake;
let stopped: ServedFake;

beforeAll(async () => {
  const serve = (options: Parameters<typeof doors>[1]) => serveFake(doors(undefined, options) as never);
  usual = await serve({ heartbeat_ms: 20 });
  short = await serve({ watching: { longest_ms: 50 } });
  stopped = await serve({ watching: { stopping: stopping.signal } });
});
afterAll(() => Promise.all([usual, short, stopped].map((server) => server?.close())));

const path = (name: string, query: string) => `/things/${name}/watch?${query}`;
const rest = (server: ServedFake, name: string, query: string, more: Record<string, string> = {}) =>
  fetch(server.url + path(name, query), { headers: { ...headers, ...more } });
const trpc = (server: ServedFake, input: object) =>
  fetch(`${server.url}/trpc/thing.watch?input=${encodeURIComponent(JSON.stringify(input))}`, { headers });

/** All that was told, until the stream ended. */
async function told(response: Response) {
  const events = await Array.fromAsync(serverSentEvents(response));
  return events.flatMap(({ id, event, data }) => (data ? [{ id, event, data: JSON.parse(data) }] : []));
}

function client(server: ServedFake) {
  const asked: (string | null)[] = [];
  const api = createTRPCClient<Router>({
    links: [
      httpSubscriptionLink({
        url: `${server.url}/trpc`,
        EventSource,
        eventSourceOptions: () => ({
          fetch: (url, init) => {
            asked.push(new Headers(init.headers).get('last-event-id'));
            return fetch(url, { ...init, headers: { ...init.headers, ...headers } });
          },
        }),
      }),
    ],
  });
  return { watch: api.thing.watch, asked };
}

describe('a watch by REST', () => {
  it('tells events with their ids, and ends when there are no more', async () => {
    const answer = await rest(usual, 'a', 'to=2&ending=ends');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-cache, no-transform');
    expect(await told(answer)).toEqual([
      { id: '1', data: { n: 1 } },
      { id: '2', data: { n: 2 } },
    ]);
  });

  it('goes on after the last event that the caller has', async () => {
    const answer = await rest(usual, 'a', 'to=3&ending=ends', { 'last-event-id': '2' });
    expect(await told(answer)).toEqual([{ id: '3', data: { n: 3 } }]);
  });

  it('says that it is there while nothing happens', async () => {
    let beats = 0;
    for await (const { other } of serverSentEvents(await rest(usual, 'a', 'to=0'))) {
      if (other.includes(': ')) beats += 1;
      if (beats === 3) break;
    }
    expect(beats).toBe(3);
  });

  it.each([
    ['nobody', 'to=1', { 'x-internal-token': 'wrong' }, 401],
    ['an input that is wrong', 'to=x', {}, 422],
    ['what its handler forbids', 'to=-1', {}, 403],
  ])('refuses %s by status and body, before there is a stream', async (_, query, more, status) => {
    const answer = await rest(usual, 'a', query, more);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/json']);
    expect(await answer.json()).toMatchObject({ statusCode: status });
  });

  it('tells a failure on the way as an event, in the words of the house', async () => {
    expect(await told(await rest(usual, 'a', 'to=1&ending=fails'))).toMatchObject([
      { id: '1' },
      {
        event: 'error',
        data: { statusCode: 429, errorCode: 'TOO_MANY_REQUESTS', traceId: expect.any(String) },
      },
    ]);
  });

  it('never tells what its contract does not allow', async () => {
    expect(await told(await rest(usual, 'a', 'to=0&ending=breaks'))).toMatchObject([
      { event: 'error', data: { errorCode: 'INTERNAL_ERROR', message: 'Something went wrong on our side.' } },
    ]);
  });

  it('is over for its handler when the caller hangs up', async () => {
    for await (const { id } of serverSentEvents(await rest(usual, 'gone', 'to=1'))) {
      if (id === undefined) continue;
      expect(listening).toContain('gone');
      break;
    }
    await eventually(() => expect(listening).not.toContain('gone'));
  });

  it('is cut after a while, so that its caller comes back', async () => {
    expect(await told(await rest(short, 'a', 'to=1'))).toEqual([{ id: '1', data: { n: 1 } }]);
  });
});

describe('a watch by tRPC', () => {
  it('tells the same, with ids that its client tracks', async () => {
    const { watch } = client(usual);
    const events: unknown[] = [];
    await new Promise<void>((onComplete, onError) =>
      watch.subscribe(
        { name: 'b', to: 2, ending: 'ends' },
        { onData: (event) => events.push(event), onComplete, onError },
      ),
    );
    expect(events).toEqual([
      { id: '1', data: { n: 1 } },
      { id: '2', data: { n: 2 } },
    ]);
  });

  it('is begun again by its client after a cut, from the last event', async () => {
    const { watch, asked } = client(short);
    const heard: number[] = [];
    const { unsubscribe } = watch.subscribe(
      { name: 'b', to: 2 },
      { onData: ({ data }) => heard.push(data.n) },
    );
    await eventually(() => expect(asked).toEqual([null, '2']));
    unsubscribe();
    expect(heard).toEqual([1, 2]);
  });

  it('refuses by status too, and says why in its stream', async () => {
    const answer = await trpc(usual, { name: 'b', to: -1 });
    expect(answer.status).toBe(403);
    expect(await told(answer)).toMatchObject([
      { event: 'connected' },
      { event: 'serialized-error', data: { data: { statusCode: 403, reason: 'thing.backwards' } } },
    ]);
    expect((await trpc(usual, { name: 'b', to: 'x' })).status).toBe(422);
    const nobody = await fetch(`${usual.url}/trpc/thing.watch`);
    expect([nobody.status, nobody.headers.get('content-type')]).toEqual([401, 'application/json']);
  });

  it('leaves a client that was refused without another try', async () => {
    const { watch, asked } = client(usual);
    const failure = await new Promise((onError) => watch.subscribe({ name: 'b', to: -1 }, { onError }));
    expect(failure).toBeInstanceOf(TRPCClientError);
    expect(asked).toHaveLength(1);
  });

  it('tells a failure on the way with its code', async () => {
    expect(await told(await trpc(usual, { name: 'b', to: 1, ending: 'fails' }))).toMatchObject([
      { event: 'connected' },
      { id: '1' },
      { event: 'serialized-error', data: { data: { errorCode: 'TOO_MANY_REQUESTS' } } },
    ]);
  });

  it('is over for its handler when the client leaves', async () => {
    const { watch } = client(usual);
    await new Promise<void>((resolve) => {
      const { unsubscribe } = watch.subscribe(
        { name: 'left', to: 1 },
        {
          onData: () => {
            expect(listening).toContain('left');
            unsubscribe();
            resolve();
          },
        },
      );
    });
    await eventually(() => expect(listening).not.toContain('left'));
  });
});

it('ends at once when the process stops, even where a handler hears nothing', async () => {
  const watching = [
    await rest(stopped, 'c', 'to=1'),
    await rest(stopped, 'c', 'to=1&ending=is+deaf'),
    await trpc(stopped, { name: 'c', to: 1 }),
  ];
  const ends = watching.map(told);
  await eventually(() => expect(listening).toContain('c'));
  stopping.abort();
  for (const events of await Promise.all(ends))
    expect(events.at(-1)).toMatchObject({ id: '1', data: { n: 1 } });
});

describe('a flow that only asks', () => {
  it('is a GET and a query', async () => {
    const answer = await fetch(`${usual.url}/things/search?q=cafe&limit=3`, { headers });
    expect(await answer.json()).toEqual({ given: { q: 'cafe', limit: 3 } });
    const input = encodeURIComponent(JSON.stringify({ q: 'cafe' }));
    const query = await fetch(`${usual.url}/trpc/thing.search?input=${input}`, { headers });
    expect(await query.json()).toEqual({ result: { data: { given: { q: 'cafe', limit: 10 } } } });
  });
});
