import { createTestDatabase } from '@vek1/testing/database';
import { eventually } from '@vek1/testing/eventually';
import type { Sql, TransactionSql } from 'postgres';
import { expect } from 'vitest';
import { type Changes, createChangeFeed } from './change-feed.ts';
import { openDatabase } from './db/open-database.ts';
import { newId } from './ids.ts';

/** A feed that looks often, and what changes beneath it. */
export async function openFeed() {
  const database = await createTestDatabase();
  const { db, sql, close } = openDatabase({ url: database.url, pool: 4 });
  const failed = (error: unknown) => {
    throw error;
  };
  const feed = createChangeFeed(db, { every_ms: 10, failed });
  const leaving: AbortController[] = [];
  return {
    sql,
    /** Notes a change as the triggers do. */
    async change(company_id: string, by: Sql | TransactionSql = sql): Promise<string> {
      const id = newId();
      await by`
        insert into changes (company_id, xid, kind, subject_id, at)
        values (${company_id}, pg_current_xact_id(), 'note', ${id}, now())`;
      return id;
    },
    /** Follows from when it was told something first. */
    async follow(company_id: string, since: string | null = null) {
      const told: Changes[] = [];
      const leave = new AbortController();
      leaving.push(leave);
      const ended = (async () => {
        for await (const changes of feed.follow(company_id, since, leave.signal)) told.push(changes);
      })();
      await Promise.race([ended, eventually(() => expect(told).not.toEqual([]))]);
      return {
        told,
        subjects: () => told.flatMap(({ rows }) => rows.map(({ subject_id }) => subject_id)),
        last: () => told.at(-1)?.id ?? '',
        async leave() {
          leave.abort();
          await ended;
        },
      };
    },
    async close() {
      for (const leave of leaving) leave.abort();
      await close();
      await database.close();
    },
  };
}

export type OpenFeed = Awaited<ReturnType<typeof openFeed>>;
