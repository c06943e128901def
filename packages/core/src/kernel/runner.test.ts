import { randomBytes } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@vek1/testing/database';
import { eq, sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { GatewayError } from '../ports/gateway-error.ts';
import type { Gateways } from '../ports/gateways.ts';
import { app, internal } from './access.ts';
import type { UserActor } from './actor.ts';
import { createVault } from './crypto.ts';
import { type Database, openDatabase } from './db/open-database.ts';
import { AppError } from './errors.ts';
import { event, later, together } from './events.ts';
import { newId } from './ids.ts';
import { command, flow, query, serviceOf } from './operation.ts';
import { createRunner, type Runner } from './runner.ts';
import { Id } from './wire.ts';

const notes = pgTable('notes', {
  id: uuid().primaryKey(),
  company_id: uuid().notNull(),
  title: text().notNull().unique(),
  secret: text().notNull().default('nobody sees this'),
});
const Title = z.strictObject({ title: z.string() });
const NoteView = z.object({ id: Id, title: z.string() });
const noteWritten = event('note.written', z.object({ title: z.string() }));

const writeNote = command({
  name: 'note.write',
  summary: 'Writes a note',
  access: app.company,
  input: Title,
  output: NoteView,
}).handle(async ({ db, company_id, emit }, { title }) => {
  const [row] = await db.insert(notes).values({ id: newId(), company_id, title }).returning();
  await emit(noteWritten, { title });
  return row ?? { id: 'lost', title };
});

const countNotes = query({
  name: 'note.count',
  summary: 'Counts notes of a title',
  access: internal.tenant,
  input: Title,
  output: z.object({ count: z.int() }),
}).handle(async ({ db }, { title }) => ({ count: await db.$count(notes, eq(notes.title, title)) }));

const breakPromise = command({
  name: 'note.breakPromise',
  summary: 'Writes a note and answers what it must not',
  access: app.company,
  input: Title,
  output: z.object({ id: Id }),
}).handle(async ({ call }, { title }) => {
  await call(writeNote, { title });
  return { id: 'not an id' };
});

const writeAndLook = command({
  name: 'note.writeAndLook',
  summary: 'Calls a command and a query in its transaction, then perhaps fails',
  access: app.company,
  input: z.strictObject({ title: z.string(), fails: z.boolean() }),
  output: z.object({ count: z.int() }),
}).handle(async ({ call }, { title, fails }) => {
  await call(writeNote, { title });
  const seen = await call(countNotes, { title });
  if (fails) throw new AppError('conflict', 'Not like this.');
  return seen;
});

const writeTwice = flow({
  name: 'note.writeTwice',
  summary: 'Two transactions, the second of which hits the first note',
  access: app.company,
  input: Title,
  output: z.object({}),
}).handle(async ({ call }, { title }) => {
  await call(writeNote, { title });
  await call(writeNote, { title });
  return {};
});

const vetoShouting = command({
  name: 'note.vetoShouting',
  summary: 'Listens inside the transaction',
  access: internal.tenant,
  input: Title,
  output: z.object({}),
}).handle(async ({ call }, { title }) => {
  const { count } = await call(countNotes, { title });
  if (count !== 1) throw new Error('the listener does not see the note');
  if (title === title.toUpperCase()) throw new AppError('conflict', 'No shouting.', { reason: 'note.shouting' });
  return {};
});

const archiveNote = command({
  name: 'note.archive',
  summary: 'Listens after the commit',
  access: internal.tenant,
  input: Title,
  output: z.object({}),
}).handle(async () => ({}));

const remind = command({
  name: 'note.remind',
  summary: 'Leaves jobs under one key',
  access: app.company,
  input: z.strictObject({ key: z.string(), title: z.string() }),
  output: z.object({}),
}).handle(async ({ enqueue }, { key, title }) => {
  await enqueue(archiveNote, { title }, { key, at: 60_000 });
  await enqueue(archiveNote, { title: 'the second of the key' }, { key });
  return {};
});

const FAILURES: Record<string, () => unknown> = {
  gateway: () =>
    new GatewayError({ code: 'rate_limited', gateway: 'evolution', outcome: 'refused', message: 'key abc123', retry_after_ms: 1500 }),
  bug: () => new TypeError('cannot read password of undefined'),
  thrown_text: () => 'a thrown string',
};

const fail = flow({
  name: 'note.fail',
  summary: 'Fails as told',
  access: app.company,
  input: z.strictObject({ how: z.string() }),
  output: z.object({}),
}).handle(async (_, { how }) => {
  throw FAILURES[how]?.();
});

const actor: UserActor = { kind: 'user', user_id: 'ana', company_id: newId() };
let test_database: TestDatabase;
let database: Database;
let runner: Runner;
let lines: Record<string, unknown>[] = [];

const runnerOn = ({ db }: Database) =>
  createRunner({
    db,
    gateways: {} as Gateways, // nothing here reaches for one
    vault: createVault(new Map([['test', randomBytes(32)]])),
    settings: { chat_burst_ms: 0 },
    companyOfStore: async () => null,
    subscriptions: [together(noteWritten, vetoShouting), later(noteWritten, archiveNote)],
    log: pino({ base: undefined }, { write: (line: string) => lines.push(JSON.parse(line)) }),
  });

beforeAll(async () => {
  test_database = await createTestDatabase();
  database = openDatabase({ url: test_database.url, pool: 4 });
  await database.db.execute(sql`
    create table notes (id uuid primary key, company_id uuid not null, title text not null unique,
                        secret text not null default 'nobody sees this')`);
  runner = runnerOn(database);
});
beforeEach(() => {
  lines = [];
});
afterAll(async () => {
  await database?.close();
  await test_database?.close();
});

const rest = { face: 'rest', trace: 'trace-of-test' } as const;
const written = (title: string) => database.db.$count(notes, eq(notes.title, title));
const jobs = async (text: string) =>
  (await database.sql`select workflow_uuid, queue_name, inputs from dbos.workflow_status`).filter((row) => row.inputs.includes(text));

describe('input and output', () => {
  it('names every field that nobody declared, and every one that is wrong', async () => {
    const input = JSON.parse('{ "title": 7, "colour": "red", "__proto__": {} }');
    await expect(runner.run(writeNote, actor, input, rest)).rejects.toMatchObject({
      code: 'validation_error',
      errors: expect.arrayContaining([
        { path: 'title', code: 'invalid_type', message: expect.any(String) },
        { path: 'colour', code: 'unrecognized_keys', message: 'Unknown field.' },
        { path: '__proto__', code: 'unrecognized_keys', message: 'Unknown field.' },
      ]),
    });
  });

  it('echoes neither endless names nor endless lists of them', async () => {
    const input = { title: 'long', ['x'.repeat(5000)]: 1, ...Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`f${n}`, n])) };
    const error = await runner.run(writeNote, actor, input, rest).catch((thrown: AppError) => thrown);
    expect(JSON.stringify(error).length).toBeLessThan(20_000);
  });

  it('keeps back a column that the contract does not declare', async () => {
    const note = await runner.run(writeNote, actor, { title: 'plain' }, rest);
    expect(note).toEqual({ id: expect.any(String), title: 'plain' });
  });

  it('undoes a command whose answer breaks its contract', async () => {
    await expect(runner.run(breakPromise, actor, { title: 'broken' }, rest)).rejects.toMatchObject({ code: 'internal_error' });
    expect(await written('broken')).toBe(0);
  });
});

describe('transactions', () => {
  it('lets a called command and query join', async () => {
    expect(await runner.run(writeAndLook, actor, { title: 'joined', fails: false }, rest)).toEqual({ count: 1 });
    expect(await written('joined')).toBe(1);
  });

  it('undoes what a called command wrote when its caller fails later', async () => {
    await expect(runner.run(writeAndLook, actor, { title: 'undone', fails: true }, rest)).rejects.toThrow('Not like this');
    expect(await written('undone')).toBe(0);
  });

  it("commits each of a flow's calls by itself", async () => {
    await expect(runner.run(writeTwice, actor, { title: 'twice' }, rest)).rejects.toMatchObject({ code: 'conflict' });
    expect(await written('twice')).toBe(1);
  });
});

describe('events and jobs', () => {
  it('lets a `together` listener veto, and then leaves neither row nor job', async () => {
    await expect(runner.run(writeNote, actor, { title: 'LOUD' }, rest)).rejects.toMatchObject({ reason: 'note.shouting' });
    expect(await written('LOUD')).toBe(0);
    expect(await jobs('LOUD')).toHaveLength(0);
  });

  it('leaves the job of a `later` listener with the commit, as an envelope of ids', async () => {
    await runner.run(writeNote, actor, { title: 'kept' }, rest);
    const [job, ...others] = await jobs('kept');
    expect(others).toHaveLength(0);
    expect(JSON.parse(job?.inputs).json?.positionalArgs ?? JSON.parse(job?.inputs)).toMatchObject({});
    expect(job?.inputs).toContain('"op":"note.archive"');
  });

  it('makes one job of two with one key', async () => {
    await runner.run(remind, actor, { key: 'reminder:1', title: 'the first of the key' }, rest);
    await runner.run(remind, actor, { key: 'reminder:1', title: 'a third' }, rest);
    const kept = await database.sql`select inputs from dbos.workflow_status where workflow_uuid = 'reminder:1'`;
    expect(kept).toHaveLength(1);
    expect(kept[0]?.inputs).toContain('the first of the key');
  });
});
void serviceOf;
void fail;
void runnerOn;
