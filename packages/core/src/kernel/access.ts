import { eq, getTableName } from 'drizzle-orm';
import type { AnyPgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Actor, AgentActor, AnonymousActor, ServiceActor, UserActor } from './actor.ts';
import type { Reader } from './db/open-database.ts';
import { AppError, forbidden, invalidField, notFound, unauthorized } from './errors.ts';
import { APP_LIMITS, HOOK_LIMITS, PUBLIC_LIMITS, type RateLimit } from './rate-limits.ts';

export type Face = 'trpc' | 'rest';

/** Which credentials open the door on REST. */
export type Scope = 'app' | 'public' | 'auth' | 'webhook' | 'hmac' | 'internal';

/** Answers whose a store is; injected, because the kernel knows no domain. */
export type CompanyOfStore = (db: Reader, store_id: string) => Promise<string | null>;

export interface AccessRequest {
  actor: Actor;
  input: unknown;
  db: Reader;
  companyOfStore: CompanyOfStore;
  /** Whether the operation's path carries this key: what is not there is then not found. */
  inPath: (key: string) => boolean;
}

/**
 * Who passes, and which tenant the operation then works for. It decides the faces too.
 * `Who` is the actor as the handler sees it, `Tenant` whether there is a `company_id`.
 */
export interface Access<Who extends Actor, Faces extends Face, Tenant extends string | null> {
  readonly scope: Scope;
  readonly faces: readonly Faces[];
  readonly passes: readonly Actor['kind'][];
  readonly check: (request: AccessRequest) => Promise<Tenant>;
  /** How often, from outside. */
  readonly limits: readonly RateLimit[];
  readonly who?: Who;
}

interface AppAccess<Who extends Actor, Faces extends Face, Tenant extends string | null>
  extends Access<Who, Faces, Tenant> {
  /** Also a machine with the internal token and no user. REST only, unless the operation says `trpc: true`. */
  readonly orService: AppAccess<Who | ServiceActor, 'rest', Tenant>;
  /** Also the turn's agent, only with its own store and lead. */
  readonly orAgent: AppAccess<Who | AgentActor, Faces, Tenant>;
}

type Check<Tenant> = (request: AccessRequest) => Promise<Tenant>;

function companyRequired(): AppError {
  return forbidden('This user has no company yet.', 'company.required');
}

function field(input: unknown, name: string): unknown {
  return typeof input === 'object' && input !== null ? (input as Record<string, unknown>)[name] : undefined;
}

/** The company of the one who acts; a service without one is asked for it by the caller. */
function companyOf(actor: Actor): string | null {
  if (actor.kind === 'anonymous') throw unauthorized();
  if (actor.kind === 'user' && actor.company_id === null) throw companyRequired();
  return actor.company_id;
}

function ownsOnly(actor: Actor, input: unknown): void {
  if (actor.kind !== 'agent') return;
  for (const key of ['company_id', 'store_id', 'lead_id', 'agent_id'] as const) {
    const given = field(input, key);
    if (given !== undefined && given !== actor[key])
      throw forbidden(`${key} is not of this turn.`, 'agent.foreign');
  }
}

function appAccess<Who extends Actor, Faces extends Face, Tenant extends string | null>(
  passes: readonly Actor['kind'][],
  faces: readonly Faces[],
  check: Check<Tenant>,
): AppAccess<Who, Faces, Tenant> {
  const guarded: Check<Tenant> = (request) => {
    if (request.actor.kind === 'anonymous') throw unauthorized();
    if (!passes.includes(request.actor.kind)) {
      // A machine that was to say for whom it asks, and did not.
      throw request.actor.kind === 'service'
        ? unauthorized('Who acts is not said.')
        : forbidden('Not for an agent.');
    }
    ownsOnly(request.actor, request.input);
    return check(request);
  };
  return {
    scope: 'app',
    faces,
    passes,
    check: guarded,
    limits: APP_LIMITS,
    get orService() {
      return appAccess<Who | ServiceActor, 'rest', Tenant>([...passes, 'service'], ['rest'], check);
    },
    get orAgent() {
      return appAccess<Who | AgentActor, Faces, Tenant>([...passes, 'agent'], faces, check);
    },
  };
}

const user = <Tenant extends string | null>(check: Check<Tenant>) =>
  appAccess<UserActor, 'trpc' | 'rest', Tenant>(['user'], ['trpc', 'rest'], check);

/** The same answer for another tenant's store and for one that does not exist. */
const foreignStore = () => forbidden('This store is not yours.', 'store.foreign');

async function ownStore(request: AccessRequest, store_id: string): Promise<string> {
  const company_id = companyOf(request.actor);
  const owner = await request.companyOfStore(request.db, store_id);
  if (owner === null || (company_id !== null && owner !== company_id)) {
    throw request.inPath('store_id') ? notFound('store') : foreignStore();
  }
  return owner;
}

interface TenantTable extends PgTable {
  company_id: AnyPgColumn;
  id: AnyPgColumn;
}

export const app = {
  /** A signed-in person, with or without a company. */
  user: user<null>(async () => null),

  /** The actor's own company. */
  company: user<string>(async ({ actor }) => {
    const company_id = companyOf(actor);
    if (company_id === null) throw forbidden('No company is named.', 'company.required');
    return company_id;
  }),

  /** The company that owns `input.store_id`. Foreign and unknown stores are alike: 403, or 404 in a path. */
  store: user<string>(async (request) => ownStore(request, String(field(request.input, 'store_id')))),

  /** The actor's company, and every one of `input.store_ids`, where given, belongs to it. */
  stores: user<string>(async (request) => {
    // A turn sees one store: it has nothing to do where several may be asked for.
    if (request.actor.kind === 'agent') throw forbidden('Not for an agent.');
    const given = field(request.input, 'store_ids');
    const store_ids: string[] = Array.isArray(given) ? given : [];
    const owners = await Promise.all(store_ids.map((store_id) => ownStore(request, store_id)));
    const company_id = companyOf(request.actor) ?? owners[0];
    if (!company_id) throw forbidden('No company is named.', 'company.required');
    if (owners.some((owner) => owner !== company_id)) throw foreignStore();
    return company_id;
  }),

  /**
   * The company that holds the row `input[key]` of a tenant table. For a person it is their own,
   * and the handler's `where` decides; a service without a company learns it from the row: 404 where a path
   * names none, else 422.
   */
  row: (table: TenantTable, key = 'id') =>
    user<string>(async ({ actor, input, db, inPath }) => {
      const company_id = companyOf(actor);
      if (company_id !== null) return company_id;
      const [row] = await db
        .select({ company_id: table.company_id })
        .from(table as PgTable)
        .where(eq(table.id, String(field(input, key))))
        .limit(1);
      if (!row) {
        const what = getTableName(table).replace(/s$/, '');
        throw inPath(key) ? notFound(what) : invalidField(key, `No such ${what}.`);
      }
      return String(row.company_id);
    }),
};

const door = <Who extends Actor, Faces extends Face, Tenant extends string | null>(
  scope: Scope,
  passes: readonly Actor['kind'][],
  faces: readonly Faces[],
  check: Check<Tenant>,
  limits: readonly RateLimit[] = [],
): Access<Who, Faces, Tenant> => ({
  scope,
  faces,
  passes,
  limits,
  check: async (request) => {
    if (!passes.includes(request.actor.kind)) throw unauthorized();
    return check(request);
  },
});

const ANYONE = ['anonymous', 'user', 'service', 'agent'] as const;

const anybody = (limits: readonly RateLimit[]) =>
  door<AnonymousActor, 'trpc' | 'rest', null>('public', ANYONE, ['trpc', 'rest'], async () => null, limits);

/** Anybody. There is no company here, and the types say so. */
export const open = {
  ...anybody(PUBLIC_LIMITS),
  /** Where the usual limits of a public door are too many. */
  limitedTo: (...limits: readonly RateLimit[]) => anybody(limits),
};

/** Another machine's call, by the webhook token; what proves the sender is the handler's to check. */
export const webhook = door<ServiceActor, 'rest', null>('webhook', ['service'], ['rest'], async () => null);

/** Another machine's call that carries a signature instead of a token: the handler checks it over the raw body. */
export const hmac = door<ServiceActor, 'rest', null>(
  'hmac',
  ['service'],
  ['rest'],
  async () => null,
  HOOK_LIMITS,
);

/** Better Auth's adapter, by the auth token: it keeps people and their sessions, of no company. */
export const auth = door<ServiceActor, 'rest', null>('auth', ['service'], ['rest'], async () => null);

/** No face: other operations and jobs only. */
export const internal = {
  /** Works for the caller's company. */
  tenant: door<Exclude<Actor, AnonymousActor>, never, string>('internal', ANYONE, [], async ({ actor }) => {
    const company_id = companyOf(actor);
    if (company_id === null)
      throw new AppError('internal_error', 'An internal operation was called without a company.');
    return company_id;
  }),
  /** Works across companies. */
  global: door<ServiceActor, never, null>('internal', ['service'], [], async () => null),
};
