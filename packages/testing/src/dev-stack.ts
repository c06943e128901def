import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WORKSPACE } from '@vek1/core/kernel/config';
import { eventually } from './eventually.ts';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export interface DevStack {
  app_url: string;
  api_url: string;
  fakes_url: string;
  /** What all of it has printed. */
  output: () => string;
  close(): Promise<void>;
}

async function isUp(url: string): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
}

/** `pnpm dev` on free ports with a data folder of its own, and what `env` adds; resolves when app, API and fakes answer. */
export async function startDevStack(env: Record<string, string> = {}): Promise<DevStack> {
  const [api, app, fakes] = await Promise.all([freePort(), freePort(), freePort()]);
  const data_dir = await mkdtemp(join(tmpdir(), 'vek1-dev-'));
  const app_url = `http://localhost:${app}`;
  const api_url = `http://localhost:${api}`;
  const child: ChildProcess = spawn('pnpm', ['dev'], {
    cwd: WORKSPACE,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      // Not the test runner's: this is the product as a user starts it.
      NODE_ENV: 'development',
      VITEST: undefined,
      DATABASE_URL: undefined,
      PORT: String(api),
      APP_PORT: String(app),
      FAKES_PORT: String(fakes),
      APP_URL: app_url,
      API_URL: api_url,
      DATA_DIR: data_dir,
      CHAT_BURST_MS: '300',
      ...env,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk;
    });
  }
  const exited = once(child, 'exit');
  // The whole group: turbo, and what it started.
  const end = () => {
    if (child.exitCode === null && child.pid) process.kill(-child.pid, 'SIGTERM');
  };
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  const close = async () => {
    end();
    await exited;
    await rm(data_dir, { recursive: true, force: true, maxRetries: 5 });
  };
  const gone = exited.then(() => {
    throw new Error(`pnpm dev ended:\n${output}`);
  });
  try {
    const up = [`${app_url}/simulador`, `${api_url}/ready`, `http://localhost:${fakes}/health`].map((url) =>
      eventually(() => isUp(url), 180_000),
    );
    await Promise.race([Promise.all(up), gone]);
    await Promise.race([
      eventually(
        () => output.includes('demo shop made') || Promise.reject(new Error('no demo shop')),
        60_000,
      ),
      gone,
    ]);
  } catch (error) {
    await close();
    throw new Error(`pnpm dev did not come up:\n${output}`, { cause: error });
  }
  gone.catch(() => undefined);
  return { app_url, api_url, fakes_url: `http://localhost:${fakes}`, output: () => output, close };
}
