import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WORKSPACE } from '@vek1/core/kernel/config';

export interface ApiProcess {
  url: string;
  /** Ends it as the system would: -9 leaves it no last word. Answers its exit code, null of one that was killed. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
  /** What it has logged, but for operations that went well. */
  log: Record<string, unknown>[];
}

/** The API as it is run, in a process of its own; resolves when it listens. */
export async function startApiProcess(env: Record<string, string>): Promise<ApiProcess> {
  const child: ChildProcess = spawn(process.execPath, [join(WORKSPACE, 'apps/api/src/main.ts')], {
    env: { PATH: process.env.PATH, NODE_ENV: 'test', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: Record<string, unknown>[] = [];
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors += chunk;
  });
  const exited = once(child, 'exit');
  const leaveNone = () => child.kill('SIGKILL');
  process.once('exit', leaveNone);
  child.once('exit', () => process.off('exit', leaveNone));
  const port = await new Promise<number>((resolve, reject) => {
    exited.then(([code]) => reject(new Error(`the API ended with ${code}: ${errors}`)));
    createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => {
      if (!line.startsWith('{')) return;
      // Thousands of lines tell of operations that went well.
      if (line.startsWith('{"level":30,') && line.includes(',"op":"')) return;
      const entry = JSON.parse(line) as Record<string, unknown>;
      log.push(entry);
      if (entry.msg === 'vek1 api listens') resolve(Number(entry.port));
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    log,
    async kill(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
      return child.exitCode;
    },
  };
}
