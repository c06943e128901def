import { pgTable, text } from 'drizzle-orm/pg-core';
import { describe, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import type { Gateways } from '../ports/gateways.ts';
import { app, internal, open, webhook } from './access.ts';
import type { AgentActor, AnonymousActor, ServiceActor, UserActor } from './actor.ts';
import { event } from './events.ts';
import {
  type Call,
  command,
  type Enqueue,
  flow,
  query,
  type Safe,
  type WatchEvent,
  watch,
} from './operation.ts';
import type { Runner } from './runner.ts';
import { later, together } from './subscriptions.ts';

// What must not compile, checked by `pnpm typecheck`: an @ts-expect-error over a line that compiles is an error.

const notes = pgTable('notes', { title: text().notNull() });
const io = {
  summary: '',
  input: z.strictObject({ title: z.string() }),
  output: z.object({ done: z.boolean() }),
};
const done = { done: true };

const look = query({ ...io, name: 'note.look', access: app.company }).handle(async () => done);
const write = command({ ...io, name: 'note.write', access: app.company }).handle(async () => done);
const send = flow({ ...io, name: 'note.send', access: app.company }).handle(async () => done);

describe('a handler holds a transaction or a gateway, never both', () => {
  it('in a command', () => {
    command({ ...io, name: 'a.a', access: app.company })
      // @ts-expect-error a command holds no gateway
      .handle(async ({ gateways }) => ({ done: Boolean(gateways) }));
    command({ ...io, name: 'a.a', access: app.company })
      // @ts-expect-error nor the signal of a caller that hangs up
      .handle(async ({ signal }) => ({ done: Boolean(signal) }));
  });

  it('in a flow', () => {
    flow({ ...io, name: 'a.a', access: app.company })
      // @ts-expect-error a flow holds no database
      .handle(async ({ db }) => ({ done: Boolean(db) }));
    flow({ ...io, name: 'a.a', access: app.company })
      // @ts-expect-error and leaves events to its commands
      .handle(async ({ emit }) => ({ done: Boolean(emit) }));
    flow({ ...io, name: 'a.a', access: app.company }).handle(async ({ gateways }) => {
      expectTypeOf(gateways).toEqualTypeOf<Gateways>();
      return done;
    });
  });

  it('and in a query only reads', () => {
    query({ ...io, name: 'a.a', access: app.company }).handle(async ({ db }) => {
      await db.select().from(notes);
      // @ts-expect-error a query does not insert
      await db.insert(notes).values({ title: '' });
      // @ts-expect-error nor update
      await db.update(notes).set({ title: '' });
      // @ts-expect-error nor delete
      await db.delete(notes);
      // @ts-expect-error nor open a transaction in which it could
      await db.transaction(async () => undefined);
      // @ts-expect-error nor by way of a common table expression
      await db.with().insert(notes).values({ title: '' });
      return done;
    });
    query({ ...io, name: 'a.a', access: app.company })
      // @ts-expect-error nor leave a job
      .handle(async ({ enqueue }) => ({ done: Boolean(enqueue) }));
  });
});

const enqueue: Enqueue = async () => undefined;
const runner = { run: async () => undefined } as unknown as Runner; // never looked at
const actor: UserActor = { kind: 'user', user_id: '', company_id: '' };

type Told = AsyncIterable<WatchEvent<{ done: boolean }>>;
const never = async function* (..._held: unknown[]): Told {};
const look_on = watch({ ...io, name: 'note.lookOn', access: app.company }).handle(async () => never());

describe('a watch', () => {
  const listen = watch({ ...io, name: 'a.a', access: app.company });

  it('reads, and hears when to end', () => {
    listen.handle(async ({ db, signal, since, changes }) => {
      await db.select().from(notes);
      // @ts-expect-error it changes nothing
      await db.insert(notes).values({ title: '' });
      expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
      expectTypeOf(since).toEqualTypeOf<string | null>();
      expectTypeOf(changes()).toExtend<AsyncIterable<{ id: string; missed: boolean }>>();
      return never();
    });
    watch({ ...io, name: 'a.a', access: open })
      // @ts-expect-error where there is no company nothing changes in it
      .handle(async ({ changes }) => never(changes));
  });

  it('holds no transaction, no gateway and nobody to call', () => {
    // @ts-expect-error no gateway
    listen.handle(async ({ gateways }) => never(gateways));
    // @ts-expect-error no command, nor anything else
    listen.handle(async ({ call }) => never(call));
    // @ts-expect-error no job
    listen.handle(async ({ enqueue }) => never(enqueue));
    // @ts-expect-error no audit: it changes nothing
    watch({ ...io, name: 'a.a', access: app.company, audit: { target: 'note' } });
  });

  it('may refuse before it answers: it is no generator, which refuses too late', () => {
    // @ts-expect-error a generator has been answered before its first line runs
    listen.handle(async function* () {
      yield { id: '1', data: done };
    });
  });

  it('tells what its contract says, under an id', () => {
    const bare = async function* () {
      yield done;
    };
    const wrong = async function* () {
      yield { id: '1', data: { done: 'yes' } };
    };
    // @ts-expect-error nobody can go on from an event without an id
    listen.handle(async () => bare());
    // @ts-expect-error done is no text
    listen.handle(async () => wrong());
  });

  it('answers events', () => {
    expectTypeOf(runner.run(look_on, actor, { title: '' }, { face: 'rest' })).resolves.toEqualTypeOf<Told>();
  });

  it('is looked at from outside alone: it does not end', async () => {
    const written = event('note.written', io.input);
    flow({ ...io, name: 'a.a', access: app.company }).handle(async ({ call }) => {
      // @ts-expect-error not by a flow
      await call(look_on, { title: '' });
      return done;
    });
    // @ts-expect-error not by a job
    await enqueue(look_on, { title: '' });
    // @ts-expect-error and no event calls it
    later(written, look_on);
  });

  it('is a GET', () => {
    // @ts-expect-error what only looks is no POST
    watch({ ...io, name: 'a.a', access: app.company, rest: { method: 'post', path: '/notes' } });
  });
});

describe('a flow', () => {
  const declared = { ...io, name: 'a.a', access: app.company } as const;

  it('that only asks is safe, and a GET', () => {
    const safe = flow({ ...declared, safe: true, rest: { method: 'get', path: '/notes' } }).handle(
      async () => done,
    );
    expectTypeOf(safe).toExtend<Safe>();
    // @ts-expect-error not a POST
    flow({ ...declared, safe: true, rest: { method: 'post', path: '/notes' } });
  });

  it('that does something is neither', () => {
    const sends = flow({ ...declared, rest: { method: 'post', path: '/notes' } }).handle(async () => done);
    expectTypeOf(sends).not.toExtend<Safe>();
    // @ts-expect-error a GET is repeated by anybody
    flow({ ...declared, rest: { method: 'get', path: '/notes' } });
    // @ts-expect-error nor is a command a GET
    command({ ...declared, rest: { method: 'get', path: '/notes' } });
  });
});

describe('whom a handler works for', () => {
  it('is nobody where the door is open', () => {
    query({ ...io, name: 'a.a', access: open })
      // @ts-expect-error there is no company here
      .handle(async ({ company_id }) => ({ done: Boolean(company_id) }));
    query({ ...io, name: 'a.a', access: open }).handle(async ({ actor }) => {
      expectTypeOf(actor).toEqualTypeOf<AnonymousActor>();
      // @ts-expect-error nor one of the actor's
      return { done: Boolean(actor.company_id) };
    });
  });

  it('is no company yet for a webhook and for whoever works across companies', () => {
    flow({ ...io, name: 'a.a', access: webhook })
      // @ts-expect-error a webhook has to find its company
      .handle(async ({ company_id }) => ({ done: Boolean(company_id) }));
    query({ ...io, name: 'a.a', access: internal.global })
      // @ts-expect-error and so has a look over all of them
      .handle(async ({ company_id }) => ({ done: Boolean(company_id) }));
  });

  it('is a company, and those whom the access lets pass, everywhere else', () => {
    query({ ...io, name: 'a.a', access: app.company }).handle(async ({ company_id, actor }) => {
      expectTypeOf(company_id).toEqualTypeOf<string>();
      expectTypeOf(actor.kind).toEqualTypeOf<'user'>();
      return done;
    });
    query({ ...io, name: 'a.a', access: app.store.orService.orAgent }).handle(async ({ actor }) => {
      expectTypeOf(actor.kind).toEqualTypeOf<(UserActor | ServiceActor | AgentActor)['kind']>();
      return done;
    });
  });
});

describe('what a handler may call', () => {
  it('is queries, from a query', () => {
    query({ ...io, name: 'a.a', access: app.company }).handle(async ({ call }) => {
      await call(look, { title: '' });
      // @ts-expect-error a query does not command
      await call(write, { title: '' });
      // @ts-expect-error nor talk to the outside
      await call(send, { title: '' });
      return done;
    });
  });

  it('is queries and commands, from a command, as itself or as another', () => {
    command({ ...io, name: 'a.a', access: app.company }).handle(async ({ call, as, actor }) => {
      await call(look, { title: '' });
      await as(actor).call(write, { title: '' });
      // @ts-expect-error a transaction does not wait for the outside
      await call(send, { title: '' });
      // @ts-expect-error as nobody else either
      await as(actor).call(send, { title: '' });
      return done;
    });
  });

  it('is everything, from a flow', () => {
    flow({ ...io, name: 'a.a', access: app.company }).handle(async ({ call }) => {
      await call(write, { title: '' });
      return call(send, { title: '' });
    });
  });
});

describe('input and output', () => {
  const call = (async () => undefined) as unknown as Call<'query' | 'command' | 'flow'>; // never looked at

  it('are those of the operation', () => {
    expectTypeOf(call(look, { title: '' })).resolves.toEqualTypeOf<{ done: boolean }>();
  });

  it('are refused when they are wrong, missing or unknown', async () => {
    // @ts-expect-error a title is no number
    await call(look, { title: 7 });
    // @ts-expect-error a title is needed
    await call(look, {});
    // @ts-expect-error a contract is strict: nobody declared a colour
    await call(look, { title: '', colour: 'red' });
    // @ts-expect-error a job is as strict
    await enqueue(write, { title: '', colour: 'red' });
    // @ts-expect-error and so is the runner
    await runner.run(write, actor, { title: '', colour: 'red' }, { face: 'rest' });
  });

  it('are refused when a handler answers something else', () => {
    query({ ...io, name: 'a.a', access: app.company })
      // @ts-expect-error done is no text
      .handle(async () => ({ done: 'yes' }));
  });

  it('hold between an event and who listens to it', () => {
    const written = event('note.written', z.object({ title: z.string() }));
    const moved = event('note.moved', z.object({ place: z.string() }));
    together(written, write);
    // @ts-expect-error this event has no title
    together(moved, write);
    // @ts-expect-error what may veto holds a transaction: no flow
    together(written, send);
    command({ ...io, name: 'a.a', access: app.company }).handle(async ({ emit }) => {
      await emit(written, { title: '' });
      // @ts-expect-error a title is no number
      await emit(written, { title: 7 });
      return done;
    });
  });
});
