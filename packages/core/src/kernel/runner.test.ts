import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { app, internal } from './access.ts';
import type { UserActor } from './actor.ts';
import { AppError } from './errors.ts';
import { newId } from './ids.ts';
import {
  countNotes,
  type Notes,
  notes as notes_table,
  noteWritten,
  openNotes,
  Title,
  writeNote,
} from './notes.fixture.ts';
import { command, flow, query } from './operation.ts';
import type { ShortCache } from './short-cache.ts';
import { later, together } from './subscriptions.ts';

const breakPromise = command({
  name: 'note.breakPromise',
  summary: 'Writes a note and answers what it must not',
  access: app.company,
  input: Title,
  output: z.object({ id: z.guid() }),
}).handle(async ({ call }, { title }) => {
  await call(writeNote, { title });
  return { id: 'no id at all' };
});

const writeAndLook = command({
  name: 'note.writeAndLook',
  summary: 'Calls a command and a query, then perhaps fails',
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
  summary: 'Two calls, of which the second meets the note of the first',
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
  if (title === title.toUpperCase())
    throw new AppError('conflict', 'No shouting.', { reason: 'note.shouting' });
  return {};
});

const archiveNote = command({
  name: 'note.archive',
  summary: 'Listens after the commit',
  access: internal.tenant,
  input: Title,
  output: z.object({}),
}).handle(async () => ({}));

const counts: ShortCache<number> = { name: 'counts', max: 10, ttl_ms: 60_000, keeps: () => true };

const countKept = query({
  name: 'note.countKept',
  summary: 'Counts the notes of a title, or remembers how many there were',
  access: app.company,
  input: Title,
  output: z.object({ count: z.int() }),
}).handle(async ({ db, caches }, { title }) => ({
  count: await caches.read(counts, title, () => db.$count(notes_table, eq(notes_table.title, title))),
}));

const writeAndForget = command({
  name: 'note.writeAndForget',
  summary: 'Writes a note, so that how many there were is to be forgotten',
  access: app.company,
  input: Title,
  output: z.object({ count: z.int() }),
}).handle(async ({ call, forget }, { title }) => {
  forget(counts, [title]);
  await call(writeNote, { title });
  return call(countKept, { title });
});

const remind = command({
  name: 'note.remind',
  summary: 'Leaves a job under a key',
  access: app.company,
  input: z.strictObject({ key: z.string(), title: z.string() }),
  output: z.object({}),
}).handle(async ({ enqueue }, { key, title }) => {
  await enqueue(archiveNote, { title }, { key, at: 60_000 });
  await enqueue(archiveNote, { title: `${title}, once more` }, { key });
  return {};
});

const actor: UserActor = { kind: 'user', user_id: 'ana', company_id: newId() };
const rest = { face: 'rest', trace: 'trace-of-the-test' } as const;
let notes: Notes;

beforeAll(async () => {
  notes = await openNotes({
    subscriptions: [together(noteWritten, vetoShouting), later(noteWritten, archiveNote)],
  });
});
afterAll(() => notes?.close());

describe('input and output', () => {
  it('names every field that nobody declared, and every one that is wrong', async () => {
    const input = JSON.parse('{ "title": 7, "colour": "red", "__proto__": { "title": "x" } }');
    await expect(notes.runner.run(writeNote, actor, input, rest)).rejects.toMatchObject({
      code: 'validation_error',
      errors: [
        { path: 'title', code: 'invalid_type', message: expect.any(String) },
        { path: 'colour', code: 'unrecognized_keys', message: 'Unknown field.' },
        { path: '__proto__', code: 'unrecognized_keys', message: 'Unknown field.' },
      ],
    });
  });

  it('echoes neither endless names nor endless lists of them', async () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`${n}${'x'.repeat(500)}`, n]));
    const failure = await notes.runner
      .run(writeNote, actor, { title: 'many', ...many }, rest)
      .catch((error: AppError) => error);
    expect(failure).toMatchObject({ code: 'validation_error', errors: { length: 100 } });
    expect(JSON.stringify(failure).length).toBeLessThan(100 * 300);
  });

  it('keeps back a column that the contract does not declare', async () => {
    const note = await notes.runner.run(writeNote, actor, { title: 'plain' }, rest);
    expect(note).toEqual({ id: expect.any(String), title: 'plain' });
  });

  it('undoes a command whose answer breaks its contract', async () => {
    const broken = notes.runner.run(breakPromise, actor, { title: 'broken' }, rest);
    await expect(broken).rejects.toMatchObject({
      code: 'internal_error',
      message: 'Something went wrong on our side.',
    });
    expect(await notes.written('broken')).toBe(0);
  });
});

describe('transactions', () => {
  it('lets a called command and a called query join', async () => {
    const seen = await notes.runner.run(writeAndLook, actor, { title: 'joined', fails: false }, rest);
    expect(seen).toEqual({ count: 1 });
    expect(await notes.written('joined')).toBe(1);
  });

  it('undoes what a called command wrote when its caller fails later', async () => {
    const failed = notes.runner.run(writeAndLook, actor, { title: 'undone', fails: true }, rest);
    await expect(failed).rejects.toThrow('Not like this');
    expect(await notes.written('undone')).toBe(0);
  });

  it("commits each of a flow's calls by itself", async () => {
    await expect(notes.runner.run(writeTwice, actor, { title: 'twice' }, rest)).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await notes.written('twice')).toBe(1);
  });
});

describe('events and jobs', () => {
  it('lets a listener inside the transaction veto, and then leaves neither row nor job', async () => {
    const shouted = notes.runner.run(writeNote, actor, { title: 'LOUD' }, rest);
    await expect(shouted).rejects.toMatchObject({ code: 'conflict', reason: 'note.shouting' });
    expect(await notes.written('LOUD')).toBe(0);
    expect(await notes.jobs('LOUD')).toEqual([]);
  });

  it('leaves the job of a later listener with the commit', async () => {
    await notes.runner.run(writeNote, actor, { title: 'kept' }, rest);
    expect(await notes.jobs('kept')).toEqual([
      {
        id: expect.any(String),
        op: 'note.archive',
        input: { title: 'kept' },
        company_id: actor.company_id,
        cause: 'user:ana',
        trace: rest.trace,
      },
    ]);
  });

  it('leaves no job when the caller of the one who enqueued it fails', async () => {
    await notes.runner
      .run(writeAndLook, actor, { title: 'regretted', fails: true }, rest)
      .catch(() => undefined);
    expect(await notes.jobs('regretted')).toEqual([]);
  });

  it('makes one job of several with one key, the first', async () => {
    await notes.runner.run(remind, actor, { key: 'reminder:1', title: 'call back' }, rest);
    await notes.runner.run(remind, actor, { key: 'reminder:1', title: 'call back again' }, rest);
    expect(await notes.jobs('call back')).toMatchObject([
      { id: 'reminder:1', input: { title: 'call back' } },
    ]);
  });
});

describe('what is kept in the process', () => {
  const count = async (title: string) => (await notes.runner.run(countKept, actor, { title }, rest)).count;

  it('is forgotten after the commit, whoever called the command, and is not what a transaction sees', async () => {
    expect(await count('remembered')).toBe(0);
    await notes.runner.run(writeNote, actor, { title: 'remembered' }, rest);
    expect(await count('remembered')).toBe(0);
    await expect(
      notes.runner.run(writeAndForget, actor, { title: 'remembered' }, rest),
    ).rejects.toMatchObject({
      code: 'conflict',
    });
    // It may have been committed before the failure was heard of.
    expect(await count('remembered')).toBe(1);

    expect(await count('new to all')).toBe(0);
    expect(await notes.runner.run(writeAndForget, actor, { title: 'new to all' }, rest)).toEqual({
      count: 1,
    });
    expect(await count('new to all')).toBe(1);
  });
});
