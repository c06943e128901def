import { DatabaseSync } from 'node:sqlite';

const SQLITE_BUSY = 5;

/**
 * Holds a file for this process, waiting up to `wait_ms` with the thread standing still. Answers the release,
 * or null when another holds it. SQLite's lock, because the system frees it with the process, kill -9
 * included; a pid in a file may by then be anyone's (1, in every container).
 */
export function lockFile(path: string, wait_ms: number): (() => void) | null {
  const file = new DatabaseSync(path, { timeout: wait_ms });
  try {
    file.exec('begin exclusive');
    return () => file.close();
  } catch (error) {
    file.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return null;
    throw error;
  }
}
