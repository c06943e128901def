import { AsyncLocalStorage } from 'node:async_hooks';
import {
  initTRPC,
  type TRPCBuiltRouter,
  TRPCError,
  type TRPCMutationProcedure,
  type TRPCQueryProcedure,
  type TRPCSubscriptionProcedure,
  tracked,
} from '@trpc/server';
import type { Face } from '@vek1/core/kernel/access';
import type { Actor } from '@vek1/core/kernel/actor';
import type { Origin } from '@vek1/core/kernel/audit';
import {
  AppError,
  ERROR_CODES,
  type ErrorBody,
  errorBody,
  malformedJson,
  noSuchDoor,
  toAppError,
} from '@vek1/core/kernel/errors';
import type { AnyOperation, Operation, Safe, WatchEvent } from '@vek1/core/kernel/operation';
import type { Rate } from '@vek1/core/kernel/rate-limits';
import type { Runner, RunOptions } from '@vek1/core/kernel/runner';
import { isCut } from '@vek1/core/kernel/watch-events';
import { z } from 'zod';
import { HEARTBEAT_MS } from './event-stream.ts';

export interface TrpcContext {
  actor: Actor;
  runner: Runner;
  trace: string;
  signal: AbortSignal;
  origin: Origin;
  /** The tightest limit of this request's calls, where there is one to tell. */
  rate?: Rate;
  /** Why a call of this request was refused: tRPC alone would answer 200 to a watch that was. */
  refusal?: AppError;
}

/** The request that is being answered: what tRPC refuses before it has made a context has no other. */
export const request = new AsyncLocalStorage<{ path: string; trace: string }>();

interface Root {
  ctx: TrpcContext;
  meta: object;
  errorShape: { message: string; code: number; data: ErrorBody };
  transformer: false;
}

interface Def<In, Out> {
  input: In;
  output: Out;
  meta: object;
}

type ProcedureOf<Op> =
  Op extends Operation<infer K, infer In, infer Out, Face>
    ? K extends 'watch'
      ? TRPCSubscriptionProcedure<Def<In, Out>>
      : K extends 'query'
        ? TRPCQueryProcedure<Def<In, Out>>
        : Op extends Safe
          ? TRPCQueryProcedure<Def<In, Out>>
          : TRPCMutationProcedure<Def<In, Out>>
    : never;

/** Only what is reached by tRPC: a key that is not here does not exist on the client either. */
type ReachedByTrpc<Op> = Op extends { readonly types?: { faces: infer Faces } }
  ? 'trpc' extends Faces
    ? true
    : false
  : false;

type DomainRecord<Operations> = {
  [Key in keyof Operations as ReachedByTrpc<Operations[Key]> extends true ? Key : never]: ProcedureOf<
    Operations[Key]
  >;
};

type TreeRecord<Tree> = { [Domain in keyof Tree]: DomainRecord<Tree[Domain]> };

/** The whole tRPC typing: one mapped type over the tree of operations. */
export type RouterOf<Tree> = TRPCBuiltRouter<Root, TreeRecord<Tree>>;

export type OperationTree = Record<string, Record<string, AnyOperation>>;

/** tRPC's own refusals (an unknown procedure, a broken body) in the words of REST. */
function ourError(error: TRPCError): AppError {
  if (error.cause instanceof AppError) return error.cause;
  switch (error.code) {
    case 'NOT_FOUND':
    case 'METHOD_NOT_SUPPORTED':
      return noSuchDoor();
    case 'PARSE_ERROR':
    case 'BAD_REQUEST':
    case 'UNSUPPORTED_MEDIA_TYPE':
      return malformedJson();
    default:
      return toAppError(error.cause ?? error);
  }
}

function inTrpc(thrown: unknown): TRPCError {
  const ours = toAppError(thrown);
  return new TRPCError({ code: ERROR_CODES[ours.code].trpc, message: ours.message, cause: ours });
}

/** An id on each event, by which tRPC's client goes on. A cut ends the stream without a word, so that it does. */
async function* trackedEvents(events: AsyncIterable<WatchEvent<unknown>>) {
  try {
    for await (const { id, data } of events) yield tracked(id, data);
  } catch (thrown) {
    throw isCut(thrown) ? thrown : inTrpc(thrown);
  }
}

/** What a caller sent, as it is: the runner parses. */
async function inputOf(call: object): Promise<unknown> {
  // safe: every procedure is given it; the type of a resolver leaves it out.
  const input = await (call as { getRawInput: () => Promise<unknown> }).getRawInput();
  return input === undefined ? {} : input;
}

/**
 * tRPC's client says of a list that is read page by page which way it reads it. Ours go forward only, and their
 * contracts know of no other way.
 */
const saysItsWay = ({ input }: AnyOperation): boolean =>
  input instanceof z.ZodObject && 'cursor' in input.shape && !('direction' in input.shape);

function withoutItsWay(input: unknown): unknown {
  const { direction, ...asked } = Object(input);
  return direction === 'forward' ? asked : input;
}

/** Derives the tRPC router. */
export function trpcFace<Tree extends OperationTree>(
  tree: Tree,
  { heartbeat_ms = HEARTBEAT_MS } = {},
): RouterOf<Tree> {
  const t = initTRPC.context<TrpcContext>().create({
    errorFormatter: ({ shape: { code }, error, path, ctx }) => {
      const asked = request.getStore();
      const at = { path: path ?? asked?.path ?? '', trace: ctx?.trace ?? asked?.trace ?? '' };
      const data = errorBody(ourError(error), at);
      return { code, message: data.message, data };
    },
    sse: {
      ping: { enabled: true, intervalMs: heartbeat_ms },
      client: { reconnectAfterInactivityMs: 3 * heartbeat_ms },
    },
  });

  const procedure = (operation: AnyOperation) => {
    const run = async (ctx: TrpcContext, input: unknown, options?: Pick<RunOptions, 'signal' | 'since'>) => {
      const { runner, actor, trace, signal, origin } = ctx;
      try {
        const rate = (rate: Rate) => {
          if (!ctx.rate || rate.remaining < ctx.rate.remaining) ctx.rate = rate;
        };
        const door = { face: 'trpc', trace, signal, origin, rate, ...options } as const;
        return await runner.run(operation, actor, input as never, door);
      } catch (error) {
        ctx.refusal = toAppError(error);
        throw inTrpc(ctx.refusal);
      }
    };
    if (operation.kind === 'watch') {
      return t.procedure.subscription(async ({ signal, ...call }) => {
        // Put there by tRPC, which has it of the client's `Last-Event-ID`.
        const { lastEventId, ...given } = Object(await inputOf(call));
        const since = typeof lastEventId === 'string' ? lastEventId : null;
        const events = await run(call.ctx, given, { signal, since });
        return trackedEvents(events as AsyncIterable<WatchEvent<unknown>>);
      });
    }
    const says_its_way = saysItsWay(operation);
    const resolve = async (call: { ctx: TrpcContext }) => {
      const input = await inputOf(call);
      return run(call.ctx, says_its_way ? withoutItsWay(input) : input);
    };
    const asks = operation.kind === 'query' || 'safe' in operation;
    // A procedure is a function with its definition beside it. The one that tRPC makes looks for middlewares, of which
    // there are none, and copies the call on its way.
    return Object.assign(resolve, asks ? t.procedure.query(resolve) : t.procedure.mutation(resolve));
  };

  const routers = Object.entries(tree).map(([domain, operations]) => {
    const reached = Object.entries(operations).filter(([, operation]) => operation.faces.includes('trpc'));
    return [
      domain,
      t.router(Object.fromEntries(reached.map(([key, operation]) => [key, procedure(operation)]))),
    ];
  });
  // safe: `faces` at run time and in the type come from the same declaration; a type test holds them together.
  return t.router(Object.fromEntries(routers)) as unknown as RouterOf<Tree>;
}
