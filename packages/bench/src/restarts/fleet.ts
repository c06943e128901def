import { setTimeout as pause } from 'node:timers/promises';
import { type ApiProcess, startApiProcess } from '@vek1/testing/api-process';

/** The first of so many restarts is a kill with -9: its silence has to be noticed while the others go on. */
const ROUND = 3;
const BETWEEN_RESTARTS_MS = 1_500;

/** Nobody listens there. */
const NOBODY = 'http://127.0.0.1:1';

/** Nothing of it has reached anybody. */
const wasRefused = (error: unknown): boolean => Object(Object(error).cause).code === 'ECONNREFUSED';

/** Two API processes that take turns, and are restarted in turn. */
export async function startFleet(env: Record<string, string>, deadline: AbortSignal) {
  const processes: (ApiProcess | null)[] = await Promise.all([startApiProcess(env), startApiProcess(env)]);
  const counted = { requests: 0, refused: 0, cut: 0, stopped: 0, killed: 0 };
  let turn = 0;

  /** Of those that listen, the next. */
  function next(): string | undefined {
    const listening = processes.filter((api) => api !== null);
    turn += 1;
    return listening[turn % listening.length]?.url;
  }

  const restarts = () => counted.stopped + counted.killed;

  async function restart(index: number): Promise<void> {
    const leaving = processes[index];
    const kill = restarts() % ROUND === 0;
    // It stays in turn meanwhile: whoever asks finds out by asking.
    const code = await leaving?.kill(kill ? 'SIGKILL' : 'SIGTERM');
    processes[index] = null;
    if (kill) counted.killed += 1;
    else counted.stopped += 1;
    if (!kill && code !== 0) throw new Error(`a process that was asked to stop ended with ${code}`);
    processes[index] = await startApiProcess(env);
  }

  return {
    counted,
    /** Asks whoever is next, and somebody else where the connection failed: never after an answer. */
    async send(path: string, init: RequestInit): Promise<Response> {
      for (;;) {
        deadline.throwIfAborted();
        counted.requests += 1;
        const url = next() ?? NOBODY;
        try {
          const response = await fetch(url + path, { ...init, signal: deadline });
          // All of it: a process may die between its head and its end.
          return new Response(await response.arrayBuffer(), response);
        } catch (error) {
          if (wasRefused(error)) counted.refused += 1;
          else counted.cut += 1;
          await pause(50, undefined, { signal: deadline });
        }
      }
    },
    /** Restarts one after the other for as long as `on` says, and one round at least. */
    async restartWhile(on: () => boolean): Promise<void> {
      for (let index = 0; on() || restarts() < ROUND; index = 1 - index) {
        await pause(BETWEEN_RESTARTS_MS, undefined, { signal: deadline });
        await restart(index);
      }
    },
    async close(): Promise<void> {
      await Promise.all(processes.map((api) => api?.kill('SIGKILL')));
    },
  };
}

export type Fleet = Awaited<ReturnType<typeof startFleet>>;
