import { createTRPCClient, httpBatchLink } from '@trpc/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { app, internal, open, webhook } from '@vek1/core/kernel/access';
import type { ErrorBody } from '@vek1/core/kernel/errors';
import { command, flow, query, watch } from '@vek1/core/kernel/operation';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import { type RouterOf, trpcFace } from './trpc.ts';

// What the client must not be promised, checked by `pnpm typecheck`.

const io = {
  summary: '',
  input: z.strictObject({ title: z.string(), limit: z.int().default(50) }),
  output: z.object({ id: z.string(), at: z.string().nullable() }),
};
const answer = async () => ({ id: '', at: null });

async function* events() {
  yield { id: '1', data: await answer() };
}

const tree = {
  note: {
    look: query({ ...io, name: 'note.look', access: app.store }).handle(answer),
    write: command({ ...io, name: 'note.write', access: app.company }).handle(answer),
    send: flow({ ...io, name: 'note.send', access: app.company.orAgent }).handle(answer),
    find: flow({ ...io, name: 'note.find', access: app.company, safe: true }).handle(answer),
    follow: watch({ ...io, name: 'note.follow', access: app.company }).handle(async () => events()),
    listen: watch({ ...io, name: 'note.listen', access: app.store.orService }).handle(async () => events()),
    greet: query({ ...io, name: 'note.greet', access: open }).handle(answer),
    report: command({ ...io, name: 'note.report', access: app.store.orService }).handle(answer),
    place: command({ ...io, name: 'note.place', access: app.store.orService, trpc: true }).handle(answer),
    sweep: command({ ...io, name: 'note.sweep', access: internal.tenant }).handle(answer),
    count: query({ ...io, name: 'note.count', access: internal.global }).handle(answer),
    receive: flow({ ...io, name: 'note.receive', access: webhook }).handle(answer),
  },
};
type Router = RouterOf<typeof tree>;
const REACHED = ['look', 'write', 'send', 'find', 'follow', 'greet', 'place'] as const;

// Never called: its type is all that is wanted.
const client = () => createTRPCClient<Router>({ links: [httpBatchLink({ url: 'http://localhost' })] });
type Client = ReturnType<typeof client>;

describe('the router', () => {
  it('has what is reached by tRPC, in the type as at run time', () => {
    expectTypeOf<keyof inferRouterInputs<Router>['note']>().toEqualTypeOf<(typeof REACHED)[number]>();
    expect(Object.keys(trpcFace(tree)._def.procedures).sort()).toEqual(
      REACHED.map((key) => `note.${key}`).sort(),
    );
  });

  it('has nothing for other operations, webhooks and machines', () => {
    const refused = ({ note }: Client) => {
      // @ts-expect-error internal
      note.sweep;
      // @ts-expect-error internal, across companies
      note.count;
      // @ts-expect-error of another machine
      note.receive;
      // @ts-expect-error so is a watch
      note.listen;
      // @ts-expect-error orService is REST alone, unless the operation says `trpc: true`
      note.report;
    };
    expect(refused).toBeTypeOf('function');
  });

  it('takes exactly the input and gives exactly the output of the contract', () => {
    expectTypeOf<inferRouterInputs<Router>['note']['look']>().toEqualTypeOf<{
      title: string;
      limit?: number | undefined;
    }>();
    expectTypeOf<inferRouterOutputs<Router>['note']['place']>().toEqualTypeOf<{
      id: string;
      at: string | null;
    }>();
  });

  it('asks by queries and changes by mutations', () => {
    const asked = async ({ note }: Client) => {
      await note.look.query({ title: '' });
      await note.write.mutate({ title: '' });
      await note.send.mutate({ title: '' });
      await note.find.query({ title: '' });
      // @ts-expect-error a flow that only asks is no mutation
      await note.find.mutate({ title: '' });
      // @ts-expect-error a query is no mutation
      await note.look.mutate({ title: '' });
      // @ts-expect-error a command is no query
      await note.write.query({ title: '' });
      // @ts-expect-error nor is a flow
      await note.send.query({ title: '' });
      // @ts-expect-error a title is no number
      await note.look.query({ title: 7 });
    };
    expect(asked).toBeTypeOf('function');
  });

  it('looks on by subscriptions, whose events have ids', () => {
    const watched = ({ note }: Client) => {
      note.follow.subscribe(
        { title: '' },
        {
          onData: (event) => {
            expectTypeOf(event).toEqualTypeOf<{ id: string; data: { id: string; at: string | null } }>();
          },
        },
      );
      // @ts-expect-error a watch is no query
      note.follow.query({ title: '' });
      // @ts-expect-error nor a mutation
      note.follow.mutate({ title: '' });
      // @ts-expect-error and a query is not looked on at
      note.look.subscribe({ title: '' }, {});
    };
    expect(watched).toBeTypeOf('function');
  });

  it("says the house's error body", () => {
    expectTypeOf<Router['_def']['_config']['$types']['errorShape']['data']>().toEqualTypeOf<ErrorBody>();
  });
});
