import type { z } from 'zod';
import type { AgentTypes } from '../ports/agent-types.ts';
import type { Gateways } from '../ports/gateways.ts';
import type { Access, Face } from './access.ts';
import type { Actor, AnonymousActor, ServiceActor } from './actor.ts';
import type { Changes } from './change-feed.ts';
import type { Vault } from './crypto.ts';
import type { Reader, Tx } from './db/open-database.ts';
import type { DomainEvent } from './events.ts';
import type { Caches } from './short-cache.ts';

export type Kind = 'query' | 'command' | 'flow' | 'watch';
/** What runs to its end, and so may be called or enqueued by others. */
export type Finite = Exclude<Kind, 'watch'>;

export interface RestDoor {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With `{name}` for what the path carries: path, query and body are one input. */
  path: string;
  /** Of the answer that succeeds. Default 200. */
  status?: 200 | 201 | 204;
  /** Puts the whole body under this key of the input: for bodies that others define. */
  body_as?: string;
  /** Puts the body's exact bytes, as base64, under `as`: signatures are over bytes. `holds`: what they are, once read. */
  raw_body?: { as: string; holds: z.ZodType };
  /** Also takes a body of this media type: its bytes as base64 under `as`, all else by path and query. */
  bytes?: { type: string; as: string };
  /** Answers the bytes of its `FileContent`. */
  answers_file?: true;
  /** Headers that are part of the input: header name to key. */
  headers?: Record<string, string>;
  /** Bytes. Default 1 MB. */
  max_body?: number;
  /** The path carries a secret: errors show it as it is declared here. */
  secret_path?: boolean;
}

/**
 * A use case, declared once. `In` is what callers write, `Out` what they get,
 * `Faces` where it can be reached: a face that is not in the type does not exist.
 */
export interface Operation<K extends Kind, In, Out, Faces extends Face> {
  readonly kind: K;
  /** `<domain>.<camelCase key in the domain's index>`. */
  readonly name: string;
  readonly summary: string;
  readonly access: Access<Actor, Face, string | null>;
  readonly faces: readonly Face[];
  readonly rest: RestDoor | undefined;
  /** What the audit row of a command is about. */
  readonly audit: { target: string } | undefined;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly run: (context: never, input: never) => Promise<unknown>;
  /** Types alone, never set: what goes in, what comes out, where it is reached. */
  readonly types?: { takes: (input: In) => void; gives: Out; faces: Faces };
}

export type AnyOperation = Operation<Kind, never, unknown, Face>;

/** A flow that only asks: repeated, it changes nothing. */
export interface Safe {
  readonly safe: true;
}

/** What a watch tells. Who lost the connection goes on after the `id` that it had last. */
export interface WatchEvent<T> {
  id: string;
  data: T;
}

/** Runs another operation as the same actor; within a command it joins the transaction. */
export type Call<K extends Kind> = <In, Out>(
  operation: Operation<K, In, Out, Face>,
  input: NoInfer<In>,
) => Promise<Out>;

export interface EnqueueOptions {
  /** Earliest start: an ISO instant, or milliseconds from now. */
  at?: string | number;
  /** A job with the key of another is that job. */
  key?: string;
  /** Jobs about one thing run one at a time. */
  about?: string;
}

/** Leaves a job in the caller's transaction: it runs after the commit, at least once, or never if there is none. */
export type Enqueue = <In>(
  operation: Operation<Finite, In, unknown, Face>,
  input: NoInfer<In>,
  options?: EnqueueOptions,
) => Promise<void>;

type TenantPart<Tenant> = Tenant extends string ? { company_id: string } : unknown;

/** What the configuration decides for operations. */
export interface Settings {
  /** How long a burst of messages is gathered before it is answered, in ms. */
  chat_burst_ms: number;
  /** Where people open the app: links in letters lead there. */
  public_app_url: string;
  /** Of `agents_config.yaml`. */
  agent_types: AgentTypes;
  /** Where machines of strangers find this API, without a slash at its end. */
  public_api_url: string;
  /** Whether merchants may name addresses of our own network, and such without TLS. */
  outbound_allow_private: boolean;
}

interface Common<Who> {
  actor: Who;
  /** Of the request, the webhook or the job that all this belongs to. */
  trace: string;
  vault: Vault;
  settings: Settings;
}

export type QueryContext<Who, Tenant> = Common<Who> &
  TenantPart<Tenant> & { db: Reader; call: Call<'query'>; caches: Pick<Caches, 'read' | 'stats'> };

export type CommandContext<Who, Tenant> = Common<Who> &
  TenantPart<Tenant> & {
    /** One transaction. */
    db: Tx;
    call: Call<'query' | 'command'>;
    /** The same, for somebody else: a webhook that has found its company. */
    as: (actor: Actor) => { call: Call<'query' | 'command'>; enqueue: Enqueue };
    /** What it was before, for the audit row. */
    before: (value: unknown) => void;
    emit: <P>(event: DomainEvent<P>, payload: NoInfer<P>) => Promise<void>;
    enqueue: Enqueue;
    /** What this process keeps under these keys is dropped once the transaction has ended. */
    forget: Caches['forget'];
  };

export type FlowContext<Who, Tenant> = Common<Who> &
  TenantPart<Tenant> & {
    gateways: Gateways;
    /** Each call is a transaction of its own. */
    call: Call<Finite>;
    as: (actor: Actor) => { call: Call<Finite> };
    /** The caller hung up or the process stops. */
    signal: AbortSignal;
  };

export type WatchContext<Who, Tenant> = Common<Who> &
  TenantPart<Tenant> & {
    db: Reader;
    /** The caller hung up, the process stops, or it has lasted long enough: the caller begins again after `since`. */
    signal: AbortSignal;
    /** The id of the last event that the caller has; null at first. */
    since: string | null;
  } & (Tenant extends string
    ? {
        /** What changes in the company after `since`, until `signal`. */
        changes: () => AsyncIterable<Changes>;
      }
    : unknown);

interface Declaration<
  I extends z.ZodType,
  O extends z.ZodType,
  Who extends Actor,
  F extends Face,
  T extends string | null,
  X extends boolean,
  Door extends RestDoor = RestDoor,
> {
  name: string;
  summary: string;
  access: Access<Who, F, T>;
  rest?: Door;
  /** Also on tRPC, where the access alone would say REST only. */
  trpc?: X;
  /** Writes an audit row with each run of this command, in its transaction. */
  audit?: { target: string };
  input: I;
  output: O;
}

type Visible<Who extends Actor, T> = T extends string
  ? Exclude<Who, AnonymousActor> & { company_id: string | null }
  : Who;

type Handler<Context, I extends z.ZodType, O extends z.ZodType> = (
  context: Context,
  input: z.output<I>,
) => Promise<z.input<O>>;

type Built<K extends Kind, I extends z.ZodType, O extends z.ZodType, F extends Face, X> = Operation<
  K,
  z.input<I>,
  z.output<O>,
  X extends true ? F | 'trpc' : F
>;

type Get = RestDoor & { method: 'get' };
type Change = RestDoor & { method: Exclude<RestDoor['method'], 'get'> };

function build<
  K extends Kind,
  I extends z.ZodType,
  O extends z.ZodType,
  Who extends Actor,
  F extends Face,
  T extends string | null,
  X extends boolean,
>(
  kind: K,
  declaration: Declaration<I, O, Who, F, T, X>,
  run: Operation<K, never, unknown, Face>['run'],
): Built<K, I, O, F, X> {
  const { name, summary, access, rest, audit, input, output, trpc } = declaration;
  const faces: readonly Face[] = trpc ? [...new Set<Face>([...access.faces, 'trpc'])] : access.faces;
  // safe: the phantom `who` is never set, so only its type differs.
  return {
    kind,
    name,
    summary,
    access: access as unknown as Access<Actor, Face, string | null>,
    faces,
    rest,
    audit,
    input,
    output,
    run,
  } as Built<K, I, O, F, X>;
}

/** Reads. Its handler holds a reading `db`. */
export function query<
  I extends z.ZodType,
  O extends z.ZodType,
  Who extends Actor,
  F extends Face,
  T extends string | null,
  const X extends boolean = false,
>(declaration: Declaration<I, O, Who, F, T, X>) {
  return {
    handle: (run: Handler<QueryContext<Visible<Who, T>, T>, I, O>): Built<'query', I, O, F, X> =>
      build('query', declaration, run),
  };
}

/** One atomic change. Its handler holds a transaction, and no gateway. */
export function command<
  I extends z.ZodType,
  O extends z.ZodType,
  Who extends Actor,
  F extends Face,
  T extends string | null,
  const X extends boolean = false,
>(declaration: Declaration<I, O, Who, F, T, X, Change>) {
  return {
    handle: (run: Handler<CommandContext<Visible<Who, T>, T>, I, O>): Built<'command', I, O, F, X> =>
      build('command', declaration, run),
  };
}

/**
 * Talks to the outside between commands. Its handler holds gateways, and no database. A `safe` one only asks: it is
 * a tRPC query, and a GET.
 */
export function flow<
  I extends z.ZodType,
  O extends z.ZodType,
  Who extends Actor,
  F extends Face,
  T extends string | null,
  const X extends boolean = false,
  const S extends boolean = false,
>(declaration: Declaration<I, O, Who, F, T, X, S extends true ? Get : Change> & { safe?: S }) {
  type Result = Built<'flow', I, O, F, X> & (S extends true ? Safe : unknown);
  return {
    handle: (run: Handler<FlowContext<Visible<Who, T>, T>, I, O>): Result =>
      // safe: `safe` is here what it is in the type.
      ({ ...build('flow', declaration, run), ...(declaration.safe && { safe: true }) }) as Result,
  };
}

/**
 * Looks on: answers events for as long as its caller listens. Its handler holds a reading `db` and a `signal`, and
 * refuses before it answers: what it throws later reaches a caller that was told 200. `output` is what one event tells.
 */
export function watch<
  I extends z.ZodType,
  O extends z.ZodType,
  Who extends Actor,
  F extends Face,
  T extends string | null,
  const X extends boolean = false,
>(declaration: Omit<Declaration<I, O, Who, F, T, X, Get>, 'audit'>) {
  type Events<D> = AsyncIterable<WatchEvent<D>>;
  return {
    handle: (
      run: (context: WatchContext<Visible<Who, T>, T>, input: z.output<I>) => Promise<Events<z.input<O>>>,
    ) =>
      // safe: the runner checks each event by `output`; callers get the events, not one of them.
      build('watch', declaration, run) as unknown as Operation<
        'watch',
        z.input<I>,
        Events<z.output<O>>,
        X extends true ? F | 'trpc' : F
      >,
  };
}

/** A service acting for one company, e.g. a job or a webhook that has found whose it is. */
export const serviceOf = (company_id: string, cause: string): ServiceActor => ({
  kind: 'service',
  company_id,
  cause,
});
