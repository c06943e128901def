import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { z } from 'zod';
import { lockFile } from './lock-file.ts';
import { serializeExtendedQueries } from './serialize-extended-queries.ts';
import { watchSession } from './session-watchdog.ts';

/** Several processes of a development machine at their default pools, and the durable engine's. */
const MAX_CONNECTIONS = 100;
/** A process that is being restarted may still be closing. */
const LOCK_WAIT_MS = 1_000;

const lockOf = (data_dir: string) => join(data_dir, 'embedded.lock');
const doorOf = (data_dir: string) => join(data_dir, 'embedded.port');
const urlOf = (port: number) => `postgres://postgres@127.0.0.1:${port}/postgres`;

/** What `embedded.port` tells other processes; no port yet while the database starts. */
const Door = z.object({ pid: z.number(), port: z.number().nullable() });

function readDoor(data_dir: string) {
  return existsSync(doorOf(data_dir)) ? Door.parse(JSON.parse(readFileSync(doorOf(data_dir), 'utf8'))) : null;
}

function writeDoor(data_dir: string, port: number | null): void {
  const draft = `${doorOf(data_dir)}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, port } satisfies z.infer<typeof Door>));
  renameSync(draft, doorOf(data_dir));
}

/** The address of the embedded database that a process runs in this folder now, or null. */
export function findEmbedded(data_dir: string): string | null {
  const door = readDoor(data_dir);
  if (!door?.port) return null;
  const release = lockFile(lockOf(data_dir), 0);
  release?.();
  return release ? null : urlOf(door.port);
}

export interface EmbeddedOptions {
  /** The folder of the data, the lock and the port file; null: in memory. */
  data_dir: string | null;
  /** 0, the default: any free one, on 127.0.0.1. */
  port?: number;
  /** A dump (`dumpDataDir`) to start from, into an empty folder or memory. */
  load?: Blob | File;
  /** Told when one connection keeps all others waiting. */
  warn?: (line: string) => void;
}

export interface Embedded {
  url: string;
  /** For dumps, while nobody is connected. */
  pglite: PGlite;
  close(): Promise<void>;
}

/**
 * Starts PostgreSQL inside this process and serves it on a loopback port. Throws, naming the holder, when
 * another process has this folder open: two of them would destroy the data.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { data_dir, port = 0, load, warn = console.warn } = options;
  await using opened = new AsyncDisposableStack();
  if (data_dir !== null) opened.defer(openFolder(data_dir));
  const pglite = opened.use(
    await PGlite.create({
      dataDir: data_dir === null ? undefined : join(data_dir, 'postgres'),
      loadDataDir: load,
      extensions: { vector, pg_trgm, unaccent },
    }),
  );
  const db = serializeExtendedQueries(pglite, watchSession(warn));
  const server = new PGLiteSocketServer({ db, port, host: '127.0.0.1', maxConnections: MAX_CONNECTIONS });
  await server.start();
  opened.defer(() => server.stop());
  const bound = Number(server.getServerConn().split(':').at(-1));
  if (data_dir !== null) writeDoor(data_dir, bound);

  const running = opened.move();
  let closing: Promise<void> | undefined;
  return { url: urlOf(bound), pglite, close: () => (closing ??= running.disposeAsync()) };
}

/** Takes the folder for this process; answers how to give it back. */
function openFolder(data_dir: string): () => void {
  mkdirSync(data_dir, { recursive: true });
  const release = lockFile(lockOf(data_dir), LOCK_WAIT_MS);
  if (!release) {
    const holder = readDoor(data_dir)?.pid ?? 'unknown';
    throw new Error(
      `The embedded database in ${data_dir} is already open in process ${holder}. ` +
        'Stop that process, or set DATABASE_URL and let both use one PostgreSQL.',
    );
  }
  writeDoor(data_dir, null);
  return () => {
    rmSync(doorOf(data_dir), { force: true });
    release();
  };
}
