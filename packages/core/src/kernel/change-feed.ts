import { EventEmitter, on } from 'node:events';
import { sql } from 'drizzle-orm';
import type { Db } from './db/open-database.ts';
import { CHANGES_KEPT_S } from './tables.ts';

/** That something changed; what it is now is asked for by its id. */
export interface Change {
  kind: string;
  subject_id: string;
  /** Null: of the company as a whole. */
  store_id: string | null;
}

export interface Changes {
  /** Where to go on from. */
  id: string;
  /** More may have changed than `rows` say: the caller is new here, or was away for too long. */
  missed: boolean;
  rows: Change[];
}

export interface ChangeFeed {
  /** What changes in a company after the event `since`, until `signal`. */
  follow(company_id: string, since: string | null, signal: AbortSignal): AsyncIterable<Changes>;
}

export interface ChangeFeedOptions {
  /** Pause between two looks, in ms. */
  every_ms: number;
  /** Told of a look that failed; the next one makes up for it. */
  failed: (error: unknown) => void;
}

interface Row extends Record<string, unknown> {
  snapshot: string;
  id: string;
  /** Null beside a snapshot in which nothing is new. */
  company_id: string | null;
  kind: string;
  subject_id: string;
  store_id: string | null;
}

/** As many are told one by one to a caller that was away. */
const AT_MOST = 1_000;
const ID = /^(\d{1,19})@(\d{1,12})$/;

/**
 * Reads `changes`, once for all who watch in this process, and only while somebody does. Transactions do not end in
 * the order they began: a look asks for what the snapshot of the look before did not show, so that nothing is
 * skipped and nothing is told twice. An id holds the oldest transaction that ran: who comes back with it may hear
 * a little again.
 */
export function createChangeFeed(db: Db, { every_ms, failed }: ChangeFeedOptions): ChangeFeed {
  const told = new EventEmitter().setMaxListeners(0);
  let last: string | null = null;
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  // `on` hears of errors too.
  const companies = () => told.eventNames().flatMap((name) => (name === 'error' ? [] : String(name)));

  const read = (of_companies: readonly string[], before: string | null, limit?: number) =>
    db.execute<Row>(sql`
      select s.snapshot::text as snapshot,
             pg_snapshot_xmin(s.snapshot) || '@' || extract(epoch from now())::bigint as id,
             c.company_id, c.kind, c.subject_id, c.store_id
        from pg_current_snapshot() as s (snapshot)
        left join changes c
          on c.company_id in ${of_companies}
         and c.xid >= pg_snapshot_xmin(${before}::text::pg_snapshot)
         and not pg_visible_in_snapshot(c.xid, ${before}::text::pg_snapshot)
       limit ${limit ?? null}::int`);

  /** One look for all: everybody hears what is new in their company. */
  async function look(): Promise<void> {
    const watched = companies();
    if (watched.length === 0) {
      last = null;
      return;
    }
    const rows = await read(watched, last);
    const [{ snapshot, id } = { snapshot: last, id: '' }] = rows;
    last = snapshot;
    for (const [company_id, news] of Map.groupBy(rows, (row) => row.company_id)) {
      if (company_id !== null) told.emit(company_id, { id, missed: false, rows: news } satisfies Changes);
    }
  }

  /** Looks now, and then again and again for as long as somebody listens. */
  function begin(): Promise<void> {
    if (looking !== undefined) return looking;
    clearTimeout(timer);
    looking = look().finally(() => {
      looking = undefined;
      if (companies().length > 0) timer = setTimeout(() => begin().catch(failed), every_ms).unref();
    });
    return looking;
  }

  async function catchUp(company_id: string, since: string | null): Promise<Changes> {
    const [, xmin, at] = ID.exec(since ?? '') ?? [];
    const rows = await read([company_id], xmin === undefined ? null : `${xmin}:${xmin}:`, AT_MOST + 1);
    const id = rows[0]?.id ?? '';
    const [, now_xmin, now] = ID.exec(id) ?? [];
    const known =
      xmin !== undefined &&
      // Not of another server, which counts from elsewhere.
      BigInt(xmin) <= BigInt(now_xmin ?? 0) &&
      Number(now) - Number(at) < CHANGES_KEPT_S &&
      rows.length <= AT_MOST;
    return { id, missed: !known, rows: known ? rows.filter((row) => row.company_id !== null) : [] };
  }

  return {
    async *follow(company_id, since, signal) {
      if (signal.aborted) return;
      const news = on(told, company_id, { signal });
      try {
        // What is told from now on is kept in `news`; what was before it is read below. A look that was under way
        // did not know of this company.
        await begin();
        yield await catchUp(company_id, since);
        for await (const [changes] of news) yield changes as Changes;
      } catch (error) {
        if (!signal.aborted) throw error;
      } finally {
        await news.return?.();
      }
    },
  };
}
