import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startApiProcess } from '@vek1/testing/api-process';
import { TOKENS } from '@vek1/testing/house';
import autocannon, { type Request } from 'autocannon';

export const CONNECTIONS = 20;
const ROUNDS = 15;
/** Requests before anything is measured: until then functions are being compiled. */
const WARM = 4_000;

/** A door, and what is asked of it. */
export interface Door {
  url: string;
  /** Asked one after the other, round and round; without them the url alone. */
  paths?: readonly string[];
}

export const median = (numbers: number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** The API by itself, with the tokens of tests, and without the limits that a bench would run into. */
export const startApi = (database_url: string, encryption_keys: string) =>
  startApiProcess({
    DATABASE_URL: database_url,
    ROLE: 'api',
    AUTH_TOKEN: TOKENS.auth,
    INTERNAL_TOKEN: TOKENS.internal,
    WEBHOOK_TOKEN: TOKENS.webhook,
    ENCRYPTION_KEYS: encryption_keys,
    LOG_LEVEL: 'info',
    RATE_LIMITS: '0',
  });

/** A server of this folder in a process of its own; it prints its port. */
export async function startBare(
  script: string,
  ...args: string[]
): Promise<{ url: string; stop: () => void }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill());
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { url: `http://127.0.0.1:${JSON.parse(line).port}`, stop: () => child.kill() };
}

/** What the process behind a door has used of the processor so far, in ms. */
async function cpuOf({ url }: Door): Promise<number> {
  const metrics = await (await fetch(new URL('/metrics', url))).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(metrics)?.[1]) * 1000;
}

async function load(
  door: Door,
  headers: Record<string, string>,
  until: { duration: number } | { amount: number },
): Promise<{ rate: number; cpu_ms: number }> {
  const { url, paths } = door;
  let next = 0;
  const setupRequest = (request: Request): Request =>
    paths ? { ...request, path: paths[next++ % paths.length] ?? '/' } : request;
  const cpu_before = await cpuOf(door);
  const { requests, duration, non2xx, errors } = await autocannon({
    url,
    headers,
    connections: CONNECTIONS,
    ...until,
    ...(paths && { requests: [{ setupRequest }] }),
  });
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} refused, ${errors} failed`);
  const cpu_ms = ((await cpuOf(door)) - cpu_before) / requests.total;
  return { rate: requests.total / duration, cpu_ms };
}

/**
 * Warms the doors up, measures them in turns, and prints each beside the first. A ratio is of one round, where all
 * ran one after the other, each round beginning with another; what is printed are the medians of the rounds. Others' work on the same machine shifts
 * the rates; it shifts the processor time of a request least.
 */
export async function compare(
  title: string,
  doors: Record<string, Door>,
  headers: Record<string, string>,
  seconds: number,
): Promise<void> {
  const entries = Object.entries(doors);
  const names = Object.keys(doors);
  for (const door of Object.values(doors)) await load(door, headers, { amount: WARM });
  const rounds: Record<string, { rate: number; cpu_ms: number }>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const measured: (typeof rounds)[number] = {};
    const at = round % entries.length;
    for (const [name, door] of [...entries.slice(at), ...entries.slice(0, at)])
      measured[name] = await load(door, headers, { duration: seconds });
    rounds.push(measured);
  }
  const widest = Math.max(...names.map((name) => name.length));
  console.log(`${title}, ${CONNECTIONS} connections, medians of ${ROUNDS} rounds of ${seconds} s`);
  const [first = ''] = names;
  for (const name of names) {
    const told = (key: 'rate' | 'cpu_ms') => {
      const of = (round: (typeof rounds)[number], door: string) => round[door]?.[key] ?? 0;
      return {
        value: median(rounds.map((round) => of(round, name))),
        ratio: median(rounds.map((round) => of(round, name) / of(round, first))),
      };
    };
    const [rate, cpu] = [told('rate'), told('cpu_ms')];
    console.log(
      `  ${name.padEnd(widest)} ${rate.value.toFixed(0).padStart(6)} requests/s, ratio ${rate.ratio.toFixed(2)}; ` +
        `processor ${cpu.value.toFixed(2)} ms each, ratio ${(1 / cpu.ratio).toFixed(2)}`,
    );
  }
}
