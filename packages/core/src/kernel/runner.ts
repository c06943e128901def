import type { Logger } from 'pino';
import { z } from 'zod';
import type { Gateways } from '../ports/gateways.ts';
import type { RateLimiter } from '../ports/rate-limiter.ts';
import type { CompanyOfStore, Face } from './access.ts';
import { type Actor, actorName } from './actor.ts';
import { type Origin, writeAudit } from './audit.ts';
import { createChangeFeed } from './change-feed.ts';
import type { Vault } from './crypto.ts';
import type { Db, Tx } from './db/open-database.ts';
import { AppError, ERROR_CODES, loggable, toAppError, validationError } from './errors.ts';
import type { DomainEvent } from './events.ts';
import { commandOnce, flowOnce, type KeyedRequest } from './idempotency.ts';
import { newId } from './ids.ts';
import { enqueueJob } from './jobs.ts';
import type {
  AnyOperation,
  Call,
  Enqueue,
  Finite,
  Kind,
  Operation,
  Settings,
  WatchEvent,
} from './operation.ts';
import { countUse, type Rate, tooMany } from './rate-limits.ts';
import { type Begun, beginning, type RunFace, type RunLine, storeOf } from './run-line.ts';
import { type Caches, createCaches, uncached } from './short-cache.ts';
import type { Subscription } from './subscriptions.ts';
import { nameUnstorable, refuseDepth } from './unfit-input.ts';
import { endingTold, until } from './watch-events.ts';

export interface RunOptions {
  face: RunFace;
  trace?: string;
  signal?: AbortSignal;
  /** The same key and input answer the first result, for 24 hours. Commands and flows of a company. */
  idempotency_key?: string;
  origin?: Origin;
  /** Of a watch: the id of the last event that the caller has. */
  since?: string | null;
  /** Told what is left of the limits of a public door, and of any that was exceeded. */
  rate?: (rate: Rate) => void;
}

export interface Runner {
  /**
   * Runs an operation for an actor. Throws `AppError` only. A watch answers its events; they end with an `AbortError`
   * where the caller is to begin again after the last one, because the process stops or it lasted long enough.
   */
  run<In, Out>(
    operation: Operation<Kind, In, Out, Face>,
    actor: Actor,
    input: NoInfer<In>,
    options: RunOptions,
  ): Promise<Out>;
}

export interface RunnerParts {
  db: Db;
  gateways: Gateways;
  vault: Vault;
  settings: Settings;
  companyOfStore: CompanyOfStore;
  subscriptions: readonly Subscription[];
  /** Of this process; its own where none is given. */
  caches?: Caches;
  log: Logger;
  /** Told of every run, after it. */
  observe?: (line: RunLine) => void;
  watching?: Partial<Watching>;
  /** Without one nothing is limited. */
  rate_limiter?: RateLimiter | null;
}

export interface Watching {
  /** The process stops: whoever watches goes to another. */
  stopping: AbortSignal;
  /** A watch is cut after this, in ms, so that its caller is asked anew who they are. */
  longest_ms: number;
  /** Pause between two looks at what has changed, in ms. */
  every_ms: number;
}

/** One run: whom it is for, and the transaction it is part of, if any. */
interface Run {
  actor: Actor;
  trace: string;
  signal: AbortSignal;
  tx: Tx | null;
  /** What to forget after that transaction. */
  stale: (() => void)[];
  key: string | null;
  origin: Origin;
  since: string | null;
}

const NOWHERE: Origin = { ip: null, user_agent: null };
const NEVER = new AbortController().signal;

function idOf(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
    ? value.id
    : null;
}

const compiled = new WeakMap<z.ZodType, z.ZodType>();

/** A contract as generated code, from its first use on: it says the same in a third of the time. */
function compile(contract: z.ZodType): z.ZodType {
  const known = compiled.get(contract);
  if (known) return known;
  const made = z.compile(contract);
  compiled.set(contract, made);
  return made;
}

function parse(contract: z.ZodType, input: unknown): unknown {
  const parsed = compile(contract).safeParse(input);
  if (!parsed.success) throw validationError(parsed.error);
  return parsed.data;
}

/** A view that breaks its contract is our failure, found before the commit. */
function checkOutput(operation: AnyOperation, output: unknown): unknown {
  const parsed = compile(operation.output).safeParse(output);
  if (parsed.success) return parsed.data;
  throw new AppError('internal_error', 'Something went wrong on our side.', {
    cause: new Error(`${operation.name} broke its output contract`, { cause: parsed.error }),
  });
}

/** The only place that parses, authorizes, opens a transaction, checks the output and logs. */
export function createRunner(parts: RunnerParts): Runner {
  const { db, gateways, log, caches = createCaches() } = parts;
  const { stopping = NEVER, longest_ms = 600_000, every_ms = 500 } = parts.watching ?? {};
  const feed = createChangeFeed(db, {
    every_ms,
    failed: (error) => log.warn({ err: loggable(error) }, 'changes could not be read'),
  });
  const listeners = Map.groupBy(parts.subscriptions, (subscription) => subscription.event);

  async function execute(operation: AnyOperation, given: unknown, run: Run): Promise<unknown> {
    const input = parse(operation.input, given);
    const reader = run.tx ?? db;
    const { companyOfStore } = parts;
    const company_id = await operation.access.check({
      actor: run.actor,
      input,
      db: reader,
      companyOfStore,
      inPath: (key) => operation.rest?.path.includes(`{${key}}`) ?? false,
    });
    // A service works for the company that its access found.
    const actor =
      run.actor.kind === 'service' && company_id !== null ? { ...run.actor, company_id } : run.actor;
    const inner: Run = { ...run, actor };

    const answer = (context: Record<string, unknown>) =>
      // safe: the builder tied this handler to this kind of context and this input.
      operation.run(
        {
          actor,
          trace: run.trace,
          vault: parts.vault,
          settings: parts.settings,
          ...(company_id !== null && { company_id }),
          ...context,
        } as never,
        input as never,
      );
    const handle = async (context: Record<string, unknown>) => checkOutput(operation, await answer(context));

    const once = <D>(
      guard: (db: D, request: KeyedRequest, act: () => Promise<unknown>) => Promise<unknown>,
      on: D,
      act: () => Promise<unknown>,
    ) =>
      run.key !== null && company_id !== null
        ? guard(on, { company_id, key: run.key, op: operation.name, input }, act)
        : act();

    const change = async (tx: Tx, stale: (() => void)[]) => {
      let before: unknown = null;
      const output = await handle({
        ...commandTools({ ...inner, tx, stale }),
        before: (value: unknown) => {
          before = value;
        },
      });
      if (operation.audit && company_id !== null) {
        const target_id = idOf(output) ?? idOf(input);
        const { target } = operation.audit;
        const { origin, trace } = run;
        await writeAudit(tx, {
          company_id,
          actor,
          action: operation.name,
          target_type: target,
          target_id,
          before,
          after: input,
          origin,
          trace,
        });
      }
      return output;
    };

    switch (operation.kind) {
      case 'query':
        // A transaction sees its own writes, which nobody else may be shown.
        return handle({ db: reader, call: callAs(inner), caches: run.tx ? uncached(caches) : caches });
      case 'flow':
        return once(flowOnce, db, () =>
          handle({
            gateways,
            call: loggedCallAs(inner),
            as: (other: Actor) => ({ call: loggedCallAs({ ...inner, actor: other }) }),
            signal: run.signal,
          }),
        );
      case 'watch': {
        const { since } = run;
        const signal = AbortSignal.any([run.signal, stopping, AbortSignal.timeout(longest_ms)]);
        const changes = () => feed.follow(company_id ?? '', since, signal);
        const events = (await answer({ db, signal, since, changes })) as AsyncIterable<WatchEvent<unknown>>;
        return until(signal, events, (data) => checkOutput(operation, data));
      }
      case 'command':
        return run.tx
          ? change(run.tx, run.stale)
          : transacted((tx, stale) => once(commandOnce, tx, () => change(tx, stale)));
    }
  }

  /** Forgets after the commit, when a look-up finds what was written; and when none was heard of, as it may have been one. */
  async function transacted<T>(work: (tx: Tx, stale: (() => void)[]) => Promise<T>): Promise<T> {
    const stale: (() => void)[] = [];
    try {
      return await db.transaction((tx) => work(tx, stale));
    } finally {
      for (const forget of stale) forget();
    }
  }

  function callAs(run: Run): Call<Finite> {
    return (operation, input) => execute(operation as AnyOperation, input, run) as never;
  }

  /** A flow may go on after a call that failed: the failure is logged where it happened. */
  function loggedCallAs(run: Run): Call<Finite> {
    let calls = 0;
    return async (operation, input) => {
      const begun = beginning(operation as AnyOperation, run.actor, input, 'internal', run.trace);
      // What creates under a key creates once, also when the flow is begun again.
      const key = run.key !== null && operation.rest?.status === 201 ? `${run.key}:${calls++}` : null;
      try {
        return (await execute(operation as AnyOperation, input, { ...run, key })) as never;
      } catch (thrown) {
        logLine(begun, toAppError(thrown));
        throw thrown;
      }
    };
  }

  const enqueueAs =
    ({ actor, trace, tx }: Run & { tx: Tx }): Enqueue =>
    (operation, input, options) => {
      const company_id = actor.kind === 'anonymous' ? null : actor.company_id;
      const cause = actor.kind === 'service' ? actor.cause : actorName(actor);
      return enqueueJob(tx, { op: operation.name, input, company_id, cause, trace }, options);
    };

  function commandTools(run: Run & { tx: Tx }) {
    const enqueue = enqueueAs(run);
    const emit = async <P>(event: DomainEvent<P>, payload: P) => {
      const facts = event.payload.parse(payload);
      for (const { when, operation, concerns, about } of listeners.get(event.name) ?? []) {
        // safe: `later` tied the question to the event whose payload this is.
        if (!concerns(facts as never)) continue;
        if (when === 'together') await execute(operation, facts, run);
        else
          await enqueue(
            operation as Operation<Finite, unknown, unknown, Face>,
            facts,
            about && { about: about(facts as never) },
          );
      }
    };
    return {
      db: run.tx,
      call: callAs(run),
      as: (actor: Actor) => ({ call: callAs({ ...run, actor }), enqueue: enqueueAs({ ...run, actor }) }),
      emit,
      enqueue,
      forget: ((cache, keys) => run.stale.push(() => caches.forget(cache, keys))) as Caches['forget'],
    };
  }

  async function withinLimits(
    { name, access }: AnyOperation,
    actor: Actor,
    input: unknown,
    { origin = NOWHERE, rate: tell }: RunOptions,
  ) {
    if (!parts.rate_limiter || access.limits.length === 0) return;
    const rate = await countUse(parts.rate_limiter, name, access.limits, {
      address: origin.ip,
      store: storeOf(input) ?? null,
      person: actor.kind === 'user' ? actor.user_id : null,
    });
    if (rate && (rate.exceeded || access.scope === 'public')) tell?.(rate);
    if (rate?.exceeded) throw tooMany(rate);
  }

  function logLine({ operation, started, ...begun }: Begun, error?: AppError) {
    const line: RunLine = {
      op: operation.name,
      ...begun,
      code: error ? ERROR_CODES[error.code].wire : 'OK',
      ms: Math.round((performance.now() - started) * 10) / 10,
    };
    parts.observe?.(line);
    if (!error) return log.info(line, operation.name);
    const failed = { ...line, reason: error.reason, message: error.message };
    if (ERROR_CODES[error.code].status >= 500)
      log.error({ ...failed, err: loggable(error.cause ?? error) }, operation.name);
    else log.warn(failed, operation.name);
  }

  return {
    async run(operation, actor, input, options) {
      const { trace = newId(), signal = NEVER, origin = NOWHERE, since = null } = options;
      const any = operation as AnyOperation;
      const begun = beginning(any, actor, input, options.face, trace);
      try {
        if (options.face === 'rest' || options.face === 'trpc')
          await withinLimits(any, actor, input, options);
        refuseDepth(input);
        const key = options.idempotency_key ?? null;
        const output = await execute(any, input, {
          actor,
          trace,
          signal,
          origin,
          key,
          since,
          tx: null,
          stale: [],
        });
        if (any.kind === 'watch') {
          const events = output as AsyncIterable<WatchEvent<unknown>>;
          return endingTold(events, (failure) => logLine(begun, failure)) as never;
        }
        logLine(begun);
        return output as never;
      } catch (thrown) {
        const error = nameUnstorable(toAppError(thrown), input);
        logLine(begun, error);
        throw error;
      }
    },
  };
}
