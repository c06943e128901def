import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Files } from '@vek1/core/ports/files';
import { GatewayError } from '@vek1/core/ports/gateway-error';

const KEY = /^[\w-]+(?:\/[\w-]+)*$/;

const failed = (message: string, cause?: unknown, final = false) =>
  new GatewayError({ code: 'gateway_failed', gateway: 'files', outcome: 'refused', message, final, cause });

/** Files of this machine's disk, for one process or several that share it. Half a file is never seen. */
export function createDiskFiles(folder: string): Files {
  const pathOf = (key: string) => {
    if (!KEY.test(key)) throw failed('files: not a key', undefined, true);
    return join(folder, ...key.split('/'));
  };
  return {
    async put(key, bytes, signal) {
      const path = pathOf(key);
      const draft = `${path}.${randomUUID()}`;
      try {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(draft, bytes, { mode: 0o600, signal });
        await rename(draft, path);
      } catch (error) {
        throw failed('files: the disk did not take it', error);
      }
    },
    async get(key, signal) {
      try {
        return await readFile(pathOf(key), { signal });
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error instanceof GatewayError ? error : failed('files: the disk did not give it', error);
      }
    },
  };
}
