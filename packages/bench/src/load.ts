import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { startApiProcess } from '@vek1/testing/api-process';
import { TOKENS } from '@vek1/testing/house';
import autocannon, { type Request } from 'autocannon';

export const CONNECTIONS = 20;
const ROUNDS = 3;

/** A door, and what is asked of it. */
export interface Door {
  url: string;
  /** Asked one after the other, round and round; without them the url alone. */
  paths?: readonly string[];
}

export const median = (numbers: number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** The API by itself, with the tokens of tests. */
export const startApi = (database_url: string, encryption_keys: string) =>
  startApiProcess({
    DATABASE_URL: database_url,
    ROLE: 'api',
    AUTH_TOKEN: TOKENS.auth,
    INTERNAL_TOKEN: TOKENS.internal,
    WEBHOOK_TOKEN: TOKENS.webhook,
    ENCRYPTION_KEYS: encryption_keys,
    LOG_LEVEL: 'info',
  });

/** A server of this folder in a process of its own; it prints its port. */
export async function startBare(
  script: string,
  ...args: string[]
): Promise<{ url: string; stop: () => void }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { url: `http://127.0.0.1:${JSON.parse(line).port}`, stop: () => child.kill() };
}

async function requestsPerSecond(
  { url, paths }: Door,
  headers: Record<string, string>,
  seconds: number,
): Promise<number> {
  let next = 0;
  const setupRequest = (request: Request): Request =>
    paths ? { ...request, path: paths[next++ % paths.length] ?? '/' } : request;
  const { requests, non2xx, errors } = await autocannon({
    url,
    headers,
    connections: CONNECTIONS,
    duration: seconds,
    ...(paths && { requests: [{ setupRequest }] }),
  });
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} refused, ${errors} failed`);
  return requests.average;
}

/** Warms the doors up, measures them in turns, and prints each beside the first. */
export async function compare(
  title: string,
  doors: Record<string, Door>,
  headers: Record<string, string>,
  seconds: number,
): Promise<void> {
  const measured = Object.entries(doors).map(([name, door]) => ({ name, door, rates: [] as number[] }));
  for (const { door } of measured) await requestsPerSecond(door, headers, 1);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { door, rates } of measured) rates.push(await requestsPerSecond(door, headers, seconds));
  }
  const base = median(measured[0]?.rates ?? []);
  const widest = Math.max(...measured.map(({ name }) => name.length));
  console.log(`${title}, ${CONNECTIONS} connections, median of ${ROUNDS} × ${seconds} s`);
  for (const { name, rates } of measured) {
    const value = median(rates);
    console.log(
      `  ${name.padEnd(widest)} ${value.toFixed(0).padStart(6)} requests/s  ratio ${(value / base).toFixed(2)}`,
    );
  }
}
