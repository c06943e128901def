import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type DrainLimits, drainable } from './drain.ts';

const LONG = 60_000;
let server: Server | undefined;
afterEach(() => server?.closeAllConnections());

/** A server that answers when the test says so. */
async function open(limits: Partial<DrainLimits> = {}) {
  const held: ServerResponse[] = [];
  const listening = createServer((_request, response) => held.push(response));
  server = listening;
  const { drain } = drainable(listening, { takes_ms: LONG, ends_ms: LONG, ...limits });
  listening.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  /** One more request, once it is under way. */
  async function ask() {
    const arrived = once(listening, 'request');
    const answer = fetch(url);
    answer.catch(() => undefined);
    const [, response] = (await arrived) as [unknown, ServerResponse];
    return { answer, response };
  }
  return { url, drain, ask };
}

describe('a server that is drained', () => {
  it('closes at once when it is idle', async () => {
    const { url, drain } = await open();
    await drain();
    await expect(fetch(url)).rejects.toThrow();
  });

  it('answers what it had begun, takes more while it does, and lets no connection stay', async () => {
    const { url, drain, ask } = await open();
    const first = await ask();
    const drained = drain();
    const second = await ask();
    second.response.end('second');
    first.response.end('first');
    for (const [{ answer }, text] of [
      [first, 'first'],
      [second, 'second'],
    ] as const) {
      const response = await answer;
      expect(response.headers.get('connection')).toBe('close');
      expect(await response.text()).toBe(text);
    }
    await drained;
    await expect(fetch(url)).rejects.toThrow();
  });

  it('stops listening when it has taken requests for long enough, and still answers', async () => {
    const { url, drain, ask } = await open({ takes_ms: 1 });
    const { answer, response } = await ask();
    const drained = drain();
    await expect
      .poll(() =>
        fetch(url).then(
          () => 'open',
          () => 'closed',
        ),
      )
      .toBe('closed');
    response.end('late');
    expect(await (await answer).text()).toBe('late');
    await drained;
  });

  it('cuts a stream that does not end', async () => {
    const { drain, ask } = await open({ takes_ms: 1, ends_ms: 1 });
    const { answer, response } = await ask();
    response.write('and so on');
    const { body } = await answer;
    await drain();
    await expect(new Response(body).text()).rejects.toThrow();
  });
});
