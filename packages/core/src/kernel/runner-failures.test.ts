import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { GatewayError } from '../ports/gateway-error.ts';
import { app } from './access.ts';
import type { UserActor } from './actor.ts';
import { openDatabase } from './db/open-database.ts';
import type { AppError } from './errors.ts';
import { newId } from './ids.ts';
import { type Notes, openNotes, Title, writeNote } from './notes.fixture.ts';
import { command, flow, query, watch } from './operation.ts';
import { createRunner } from './runner.ts';

const THROWN: Record<string, () => unknown> = {
  gateway: () =>
    new GatewayError({
      code: 'rate_limited',
      gateway: 'evolution',
      outcome: 'refused',
      message: 'apikey 8f3c refused by 10.0.0.7',
      retry_after_ms: 1_500,
    }),
  bug: () => new TypeError("cannot read 'password' of undefined"),
  text: () => 'a thrown sentence',
};

const fail = flow({
  name: 'note.fail',
  summary: 'Throws what it is told',
  access: app.company,
  input: z.strictObject({ how: z.string() }),
  output: z.object({}),
}).handle(async (_, { how }) => {
  throw THROWN[how]?.();
});

const forgive = flow({
  name: 'note.forgive',
  summary: 'Goes on after a call that failed',
  access: app.company,
  input: Title,
  output: z.object({}),
}).handle(async ({ call }, { title }) => {
  await call(writeNote, { title }).catch(() => undefined);
  return {};
});

const keepFacts = command({
  name: 'note.keepFacts',
  summary: 'Writes a text, and whatever it is given as JSON',
  access: app.company,
  input: z.strictObject({ title: z.string(), facts: z.record(z.string(), z.json()).default({}) }),
  output: z.object({ count: z.int() }),
}).handle(async ({ db }, { title, facts }) => {
  const kept = await db.execute(sql`select ${title}::text, ${JSON.stringify(facts)}::jsonb`);
  return { count: kept.length };
});

const misspell = query({
  name: 'note.misspell',
  summary: 'Asks PostgreSQL for what it has not',
  access: app.company,
  input: Title,
  output: z.object({}),
}).handle(async ({ db }, { title }) => {
  await db.execute(sql`select nothing from notes where title = ${title}`);
  return {};
});

const inStore = query({
  name: 'note.inStore',
  summary: 'Names a store',
  access: app.company,
  input: z.strictObject({ store_id: z.string() }),
  output: z.object({}),
}).handle(async () => ({}));

const listenTo = watch({
  name: 'note.listen',
  summary: 'Tells one thing, and ends as it is told',
  access: app.company,
  input: z.strictObject({ ending: z.enum(['well', 'badly']) }),
  output: z.object({}),
}).handle(async (_, { ending }) =>
  (async function* () {
    yield { id: '1', data: {} };
    if (ending === 'badly') throw new Error('no more');
  })(),
);

const actor: UserActor = { kind: 'user', user_id: 'ana', company_id: newId() };
const rest = { face: 'rest', trace: 'trace-of-the-test' } as const;
const NUL = String.fromCharCode(0);
let notes: Notes;

beforeAll(async () => {
  notes = await openNotes();
});
beforeEach(() => {
  notes.lines.length = 0;
});
afterAll(() => notes?.close());

describe('what failures become', () => {
  it('a broken uniqueness is a conflict', async () => {
    await notes.runner.run(writeNote, actor, { title: 'one' }, rest);
    const again = notes.runner.run(writeNote, actor, { title: 'one' }, rest);
    await expect(again).rejects.toMatchObject({ code: 'conflict', reason: 'notes_title_key' });
  });

  it('a gateway that fails is unavailable by name, says when to ask again, and nothing of what it said', async () => {
    const failure = await notes.runner
      .run(fail, actor, { how: 'gateway' }, rest)
      .catch((error: AppError) => error);
    expect(failure).toMatchObject({
      code: 'service_unavailable',
      message: 'evolution is not answering.',
      reason: 'evolution.rate_limited',
      retry_after_s: 2,
    });
  });

  it.each(['bug', 'text'])('anything else is ours, with no internals: %s', async (how) => {
    await expect(notes.runner.run(fail, actor, { how }, rest)).rejects.toMatchObject({
      code: 'internal_error',
      message: 'Something went wrong on our side.',
      reason: undefined,
      data: undefined,
    });
  });

  it.each([
    ['title', { title: `a${NUL}b` }],
    ['facts.a.0', { title: 'facts', facts: { a: ['a\ud800b'] } }],
    [`facts.${NUL}`, { title: 'facts', facts: { [NUL]: 'b' } }],
  ])('a text that PostgreSQL cannot hold is refused, and named: %j', async (path, note) => {
    await expect(notes.runner.run(keepFacts, actor, note, rest)).rejects.toMatchObject({
      code: 'validation_error',
      reason: 'text.unstorable',
      errors: [{ path, code: 'unstorable' }],
    });
  });

  it('what is nested too deeply is refused before anything looks into it', async () => {
    let deep: z.infer<ReturnType<typeof z.json>> = 'down here';
    for (let level = 0; level < 20_000; level += 1) deep = level % 2 ? [deep] : { deep };
    const refused = notes.runner.run(keepFacts, actor, { title: 'deep', facts: { deep } }, rest);
    await expect(refused).rejects.toMatchObject({
      code: 'validation_error',
      errors: [{ path: 'facts', code: 'too_deep' }],
    });
  });

  it('a database that is not there is unavailable by name, in a transaction and out of it', async () => {
    const nowhere = openDatabase({ url: 'postgres://vek1@127.0.0.1:1/vek1', pool: 1 });
    const runner = createRunner({ ...notes.parts, db: nowhere.db });
    const unavailable = { code: 'service_unavailable', reason: 'postgres' };
    await expect(runner.run(writeNote, actor, { title: 'x' }, rest)).rejects.toMatchObject(unavailable);
    await expect(runner.run(misspell, actor, { title: 'x' }, rest)).rejects.toMatchObject(unavailable);
    await nowhere.close();
  });
});

describe('the log', () => {
  const line = {
    actor: 'user:ana',
    company: actor.company_id,
    face: 'rest',
    ms: expect.any(Number),
    trace: rest.trace,
  };

  it('has one line of a run that succeeds', async () => {
    await notes.runner.run(writeNote, actor, { title: 'logged' }, rest);
    expect(notes.lines).toMatchObject([{ ...line, op: 'note.write', code: 'OK', level: 30 }]);
  });

  it('names the store that the input names, and nothing else that is written there', async () => {
    const store_id = newId();
    await notes.runner.run(inStore, actor, { store_id }, rest);
    await notes.runner.run(inStore, actor, { store_id: 'the words of a customer' }, rest);
    expect(notes.lines.map(({ store }) => store)).toEqual([store_id, undefined]);
  });

  it('has one line of a watch: when it ends, or was refused', async () => {
    const listen = async (events: AsyncIterable<unknown>) => {
      for await (const _ of events) expect(notes.lines).toEqual([]);
    };
    await listen(await notes.runner.run(listenTo, actor, { ending: 'well' }, rest));
    expect(notes.lines).toMatchObject([{ ...line, op: 'note.listen', code: 'OK', level: 30 }]);
    notes.lines.length = 0;
    await expect(
      listen(await notes.runner.run(listenTo, actor, { ending: 'badly' }, rest)),
    ).rejects.toMatchObject({ code: 'internal_error' });
    await notes.runner
      .run(listenTo, { ...actor, company_id: null }, { ending: 'well' }, rest)
      .catch(() => undefined);
    expect(notes.lines).toMatchObject([
      { op: 'note.listen', code: 'INTERNAL_ERROR', level: 50, err: { message: 'no more' } },
      { op: 'note.listen', code: 'FORBIDDEN', level: 40 },
    ]);
  });

  it('has one line, a warning, of a run that is refused', async () => {
    await notes.runner
      .run(writeNote, { ...actor, company_id: null }, { title: 'refused' }, rest)
      .catch(() => undefined);
    expect(notes.lines).toMatchObject([
      { op: 'note.write', code: 'FORBIDDEN', reason: 'company.required', level: 40, trace: rest.trace },
    ]);
  });

  it('has one line, an error with its cause, of a run that breaks', async () => {
    await notes.runner.run(fail, actor, { how: 'bug' }, rest).catch(() => undefined);
    expect(notes.lines).toMatchObject([
      {
        ...line,
        op: 'note.fail',
        code: 'INTERNAL_ERROR',
        level: 50,
        err: { message: expect.stringContaining('password') },
      },
    ]);
  });

  it('has a line also of a call that its flow forgives', async () => {
    await notes.runner.run(writeNote, actor, { title: 'forgiven' }, rest);
    notes.lines.length = 0;
    await notes.runner.run(forgive, actor, { title: 'forgiven' }, rest);
    expect(notes.lines).toMatchObject([
      { op: 'note.write', face: 'internal', code: 'CONFLICT', trace: rest.trace },
      { op: 'note.forgive', face: 'rest', code: 'OK', trace: rest.trace },
    ]);
  });

  it('keeps a failed query, and none of the words it was asked with', async () => {
    await notes.runner
      .run(misspell, actor, { title: 'the words of a customer' }, rest)
      .catch(() => undefined);
    expect(notes.lines).toMatchObject([
      { op: 'note.misspell', err: { code: '42703', query: expect.stringContaining('nothing') } },
    ]);
    expect(JSON.stringify(notes.lines)).not.toContain('the words of a customer');
  });
});
