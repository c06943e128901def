import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { Db, Tx } from './db/open-database.ts';
import { AppError, conflict } from './errors.ts';
import { idempotency_keys } from './tables.ts';

/** A request that must have one effect, whoever repeats it. Kept per company for 24 hours. */
export interface KeyedRequest {
  company_id: string;
  key: string;
  op: string;
  input: unknown;
}

/** So long after its process died a flow may be begun again. */
const LEASE_MS = 15_000;

const inFlight = () =>
  new AppError('conflict', 'A request with this idempotency key is still running.', {
    reason: 'idempotency.in_flight',
    retry_after_s: 1,
  });

const hashOf = (request: KeyedRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([request.op, request.input]))
    .digest('base64url');

const rowOf = ({ company_id, key }: KeyedRequest) =>
  and(eq(idempotency_keys.company_id, company_id), eq(idempotency_keys.key, key));

/** The answer of an earlier run; undefined when there is none. 409 for another request under the same key. */
async function earlier(db: Db | Tx, request: KeyedRequest): Promise<{ response: unknown } | undefined> {
  const [row] = await db.select().from(idempotency_keys).where(rowOf(request));
  if (!row) return undefined;
  if (row.request_hash !== hashOf(request)) {
    throw conflict('This idempotency key was used for another request.', 'idempotency.key_reused');
  }
  // Wrapped, so that an operation may answer null.
  return (row.response as { response: unknown } | null) ?? undefined;
}

/** A bounded broom: keys of more than a day ago, a few with each new one. */
const sweep = (db: Db | Tx) =>
  db.execute(sql`
    delete from idempotency_keys where (company_id, key) in (
      select company_id, key from idempotency_keys where created_at < now() - interval '24 hours' limit 20 for update skip locked)`);

/** A command once: its answer is kept in its own transaction. */
export async function commandOnce<T>(tx: Tx, request: KeyedRequest, run: () => Promise<T>): Promise<T> {
  const lock = `${request.company_id}:${request.key}`;
  const [taken] = await tx.execute<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${lock}, 0)) as taken`,
  );
  if (!taken?.taken) throw inFlight();
  const known = await earlier(tx, request);
  if (known) return known.response as T;
  const response = await run();
  const { company_id, key, op } = request;
  const at = sql<string>`now()`;
  await tx.insert(idempotency_keys).values({
    company_id,
    key,
    op,
    request_hash: hashOf(request),
    response: { response },
    lease_until: at,
    created_at: at,
  });
  await sweep(tx);
  return response;
}

/** A flow once: its key is claimed under a lease that lasts while it runs, and free again if it fails. */
export async function flowOnce<T>(
  db: Db,
  request: KeyedRequest,
  run: () => Promise<T>,
  lease_ms = LEASE_MS,
): Promise<T> {
  const known = await earlier(db, request);
  if (known) return known.response as T;
  const lease = sql<string>`now() + ${lease_ms} * interval '1 ms'`;
  const { company_id, key, op } = request;
  const claimed = await db
    .insert(idempotency_keys)
    .values({
      company_id,
      key,
      op,
      request_hash: hashOf(request),
      lease_until: lease,
      created_at: sql<string>`now()`,
    })
    .onConflictDoUpdate({
      target: [idempotency_keys.company_id, idempotency_keys.key],
      set: { lease_until: lease },
      setWhere: sql`${idempotency_keys.response} is null and ${idempotency_keys.lease_until} < now()`,
    })
    .returning({ key: idempotency_keys.key });
  if (claimed.length === 0) {
    const finished = await earlier(db, request);
    if (finished) return finished.response as T;
    throw inFlight();
  }
  // One that fails is made up for by the next.
  const renew = () => db.update(idempotency_keys).set({ lease_until: lease }).where(rowOf(request));
  const renewing = setInterval(() => void renew().catch(() => undefined), lease_ms / 3);
  try {
    const response = await run();
    await db.update(idempotency_keys).set({ response: { response } }).where(rowOf(request));
    await sweep(db);
    return response;
  } catch (error) {
    await db.delete(idempotency_keys).where(rowOf(request));
    throw error;
  } finally {
    clearInterval(renewing);
  }
}
