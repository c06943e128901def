import { setTimeout as pause } from 'node:timers/promises';
import { type ApiProcess, startApiProcess } from '@vek1/testing/api-process';
import { serveFake } from '@vek1/testing/fakes/serve-fake';
import { TOKENS } from '@vek1/testing/house';
import { Hono } from 'hono';

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the proof reads answers of many doors
  body: any;
}

/** API processes that are killed with -9 and started anew all the time, behind one front that never is. */
export async function startProcesses(env: Record<string, string>, count: number) {
  const alive = new Set<ApiProcess>();
  let turn = 0;
  let kills = 0;
  const boot = async () => void alive.add(await startApiProcess(env));
  await Promise.all(Array.from({ length: count }, boot));

  /** One that lives, in turn. */
  const pick = (): string => {
    const urls = [...alive].map((api) => api.url);
    turn += 1;
    return urls[turn % Math.max(1, urls.length)] ?? 'http://127.0.0.1:9';
  };

  /** As long as nobody answers, or somebody only to say that it cannot: a caller of ours tries again. */
  async function ask(method: string, path: string, user_id: string, body?: unknown): Promise<Answer> {
    for (;;) {
      try {
        const response = await fetch(pick() + path, {
          method,
          headers: {
            'content-type': 'application/json',
            'x-internal-token': TOKENS.internal,
            'x-actor-user-id': user_id,
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        const text = await response.text();
        if (response.status < 500) return { status: response.status, body: text ? JSON.parse(text) : null };
      } catch {
        // The process was killed while it answered.
      }
      await pause(50);
    }
  }

  // The app's relay: what a dead process would have answered is for the sender to try again.
  const front = new Hono();
  front.post('/webhooks/:store_id', async (c) => {
    const query = new URL(c.req.url).searchParams;
    query.set('store_id', c.req.param('store_id'));
    try {
      const response = await fetch(`${pick()}/webhooks/abacate-pay?${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-webhook-token': TOKENS.webhook },
        body: await c.req.arrayBuffer(),
      });
      await response.body?.cancel();
      return c.body(null, response.ok ? 200 : 502);
    } catch {
      return c.body(null, 502);
    }
  });
  const served = await serveFake(front as never);

  let killing: Promise<void> | null = null;
  const stopped = new AbortController();
  let soon = new AbortController();

  async function killForEver(every_ms: number): Promise<void> {
    while (!stopped.signal.aborted) {
      const signal = AbortSignal.any([stopped.signal, soon.signal]);
      await pause(every_ms, undefined, { signal }).catch(() => undefined);
      soon = new AbortController();
      if (stopped.signal.aborted) return;
      const [victim] = alive;
      if (!victim) continue;
      alive.delete(victim);
      await victim.kill('SIGKILL');
      kills += 1;
      await boot();
    }
  }

  return {
    url: served.url,
    ask,
    kills: () => kills,
    /** From now on one dies every so often. */
    startKilling(every_ms: number) {
      killing = killForEver(every_ms);
    },
    /** Each step sees one die at least. */
    killSoon: () => soon.abort(),
    async stopKilling() {
      stopped.abort();
      await killing;
    },
    async close() {
      stopped.abort();
      await killing;
      await Promise.all([...alive].map((api) => api.kill('SIGKILL')));
      await served.close();
    },
  };
}

export type Processes = Awaited<ReturnType<typeof startProcesses>>;
