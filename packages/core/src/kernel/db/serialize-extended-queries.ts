import type { PGlite } from '@electric-sql/pglite';

/** Parse, Bind, Describe, Execute, Close, Flush, CopyData: more messages of the same query follow. */
const UNFINISHED: ReadonlySet<number | undefined> = new Set(
  Array.from('PBDECHd', (type) => type.charCodeAt(0)),
);
const SYNC = Uint8Array.of(0x53, 0, 0, 0, 4);

/** Told after each message that ran; `held`: the next one must come from the same connection. */
export type MessageListener = (message: Uint8Array, held: boolean) => void;

/**
 * A PGlite that `PGLiteSocketServer` can serve to several connections. That server lets any connection's
 * message in between two messages of an extended query (Parse, Bind, … Sync) and so breaks both; but inside a
 * transaction it keeps to one connection. Here an unfinished extended query counts as a transaction too.
 */
export function serializeExtendedQueries(pglite: PGlite, onMessage: MessageListener = () => {}): PGlite {
  let unfinished = false;
  const isInTransaction = () => unfinished || pglite.isInTransaction();
  const mended: Partial<PGlite> = {
    isInTransaction,
    async execProtocolRawStream(message, options) {
      unfinished = UNFINISHED.has(message[0]);
      try {
        await pglite.execProtocolRawStream(message, options);
      } catch (error) {
        unfinished = false;
        throw error;
      } finally {
        onMessage(message, isInTransaction());
      }
    },
    // The server calls it to roll back what a dropped connection left. After an error PostgreSQL skips
    // everything up to the Sync that connection never sent, the rollback too: send it first.
    async exec(query, options) {
      if (unfinished) await pglite.execProtocolRaw(SYNC);
      unfinished = false;
      return pglite.exec(query, options).finally(() => onMessage(SYNC, isInTransaction()));
    },
  };
  return new Proxy(pglite, {
    get(target, key) {
      const owner = key in mended ? mended : target;
      const value: unknown = Reflect.get(owner, key, owner);
      return typeof value === 'function' ? value.bind(owner) : value;
    },
  });
}
