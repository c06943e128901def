import {
  initTRPC,
  type TRPCBuiltRouter,
  TRPCError,
  type TRPCMutationProcedure,
  type TRPCQueryProcedure,
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
import type { AnyOperation, Kind, Operation } from '@vek1/core/kernel/operation';
import type { Runner } from '@vek1/core/kernel/runner';

export interface TrpcContext {
  actor: Actor;
  runner: Runner;
  trace: string;
  signal: AbortSignal;
  origin: Origin;
}

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
    ? K extends 'query'
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

/** Derives the tRPC router. */
export function trpcFace<Tree extends OperationTree>(tree: Tree): RouterOf<Tree> {
  const t = initTRPC.context<TrpcContext>().create({
    errorFormatter: ({ shape: { code }, error, path, ctx }) => {
      const data = errorBody(ourError(error), { path: path ?? '', trace: ctx?.trace ?? '' });
      return { code, message: data.message, data };
    },
  });

  const procedure = (operation: AnyOperation) => {
    const run = async ({ ctx, input }: { ctx: TrpcContext; input: unknown }) => {
      try {
        return await ctx.runner.run(operation, ctx.actor, input as never, {
          face: 'trpc',
          trace: ctx.trace,
          signal: ctx.signal,
          origin: ctx.origin,
        });
      } catch (error) {
        const ours = toAppError(error);
        throw new TRPCError({ code: ERROR_CODES[ours.code].trpc, message: ours.message, cause: ours });
      }
    };
    // The runner parses: here the input only passes through.
    const base = t.procedure.input((input: unknown) => (input === undefined ? {} : input));
    return (operation.kind as Kind) === 'query' ? base.query(run) : base.mutation(run);
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
