import { randomBytes } from 'node:crypto';
import { createTestDatabase } from '@vek1/testing/database';
import { eq, sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { pino } from 'pino';
import { z } from 'zod';
import type { Gateways } from '../ports/gateways.ts';
import { app, internal } from './access.ts';
import { createVault } from './crypto.ts';
import { openDatabase } from './db/open-database.ts';
import { event } from './events.ts';
import { newId } from './ids.ts';
import { command, query, type Settings } from './operation.ts';
import { createRunner } from './runner.ts';
import type { Subscription } from './subscriptions.ts';
import { Id } from './wire.ts';

/** A domain of one table, small enough to see the kernel through it. */
export const notes = pgTable('notes', {
  id: uuid().primaryKey(),
  company_id: uuid().notNull(),
  title: text().notNull().unique(),
  secret: text().notNull().default('nobody sees this'),
});

export const Title = z.strictObject({ title: z.string() });
export const noteWritten = event('note.written', z.object({ title: z.string() }));

export const writeNote = command({
  name: 'note.write',
  summary: 'Writes a note',
  access: app.company,
  input: Title,
  output: z.object({ id: Id, title: z.string() }),
}).handle(async ({ db, company_id, emit }, { title }) => {
  const note = { id: newId(), company_id, title };
  const [row] = await db.insert(notes).values(note).returning();
  await emit(noteWritten, { title });
  return row ?? note;
});

export const countNotes = query({
  name: 'note.count',
  summary: 'Counts the notes of a title',
  access: internal.tenant,
  input: Title,
  output: z.object({ count: z.int() }),
}).handle(async ({ db }, { title }) => ({ count: await db.$count(notes, eq(notes.title, title)) }));

/** A runner over a database with that table; `lines` is what it has logged. */
export async function openNotes(
  options: { subscriptions?: Subscription[]; stores?: Record<string, string> } = {},
) {
  const test_database = await createTestDatabase();
  const { db, sql: client, close } = openDatabase({ url: test_database.url, pool: 4 });
  await db.execute(sql`
    create table notes (
      id uuid primary key, company_id uuid not null, title text not null unique,
      secret text not null default 'nobody sees this')`);
  const lines: Record<string, unknown>[] = [];
  const parts = {
    db,
    gateways: {} as Gateways, // nothing here reaches for one
    vault: createVault(new Map([['test', randomBytes(32)]])),
    settings: {} as Settings, // nor for a setting
    companyOfStore: async (_: unknown, store_id: string) => options.stores?.[store_id] ?? null,
    subscriptions: options.subscriptions ?? [],
    log: pino({ base: undefined }, { write: (line: string) => lines.push(JSON.parse(line)) }),
  };
  return {
    db,
    parts,
    lines,
    runner: createRunner(parts),
    written: (title: string) => db.$count(notes, eq(notes.title, title)),
    /** The envelopes of the jobs that speak of it. */
    jobs: async (text: string) => {
      const rows = await client`
        select workflow_uuid, i.inputs from dbos.workflow_status join dbos.workflow_input i using (workflow_uuid)
         where i.inputs like ${`%${text}%`}`;
      return rows.map(({ workflow_uuid, inputs }) => ({
        id: workflow_uuid,
        ...JSON.parse(inputs).positionalArgs[0],
      }));
    },
    async close() {
      await close();
      await test_database.close();
    },
  };
}

export type Notes = Awaited<ReturnType<typeof openNotes>>;
