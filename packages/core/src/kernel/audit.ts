import { type Actor, actorName } from './actor.ts';
import { now } from './clock.ts';
import type { Tx } from './db/open-database.ts';
import { audit_log } from './tables.ts';
import { storable } from './wire.ts';

/** Where a request came from, as the app's server says it. */
export interface Origin {
  ip: string | null;
  user_agent: string | null;
}

const SECRET = /secret|token|password|api_key|pix_key$|credential/i;
const LONGEST = 200;
/** Of a list as many are kept: a batch is told by how it began. */
const FIRST = 20;

/** A copy fit to be kept: secrets masked, long texts and lists cut. */
export function maskSecrets(value: unknown, key = ''): unknown {
  if (value === null || value === undefined) return null;
  if (SECRET.test(key)) return '••••';
  // A cut leaves half of a pair, too.
  if (typeof value === 'string')
    return storable(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value);
  if (Array.isArray(value)) {
    const more = value.length > FIRST ? [`… ${value.length - FIRST} more`] : [];
    return [...value.slice(0, FIRST).map((item) => maskSecrets(item)), ...more];
  }
  if (typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [storable(name), maskSecrets(item, name)]),
  );
}

interface Entry {
  company_id: string;
  actor: Actor;
  action: string;
  target_type: string;
  target_id: string | null;
  before: unknown;
  after: unknown;
  origin: Origin;
  trace: string;
}

/** Writes one audit row in the transaction of what it tells about. */
export async function writeAudit(
  tx: Tx,
  { actor, origin, trace, before, after, ...entry }: Entry,
): Promise<void> {
  await tx.insert(audit_log).values({
    ...entry,
    actor: actorName(actor),
    actor_user_id: actor.kind === 'user' ? actor.user_id : null,
    before: maskSecrets(before),
    after: maskSecrets(after),
    ...origin,
    trace_id: trace,
    created_at: now(),
  });
}
