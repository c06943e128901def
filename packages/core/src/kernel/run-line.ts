import type { Face } from './access.ts';
import { type Actor, actorName } from './actor.ts';
import type { AnyOperation } from './operation.ts';

/** Where a run comes from. */
export type RunFace = Face | 'job' | 'internal';

/** What is known of every run: the log line, and what metrics count. */
export interface RunLine {
  op: string;
  face: RunFace;
  actor: string;
  company: string | undefined;
  /** Where the input names one. */
  store: string | undefined;
  /** An error code of the wire, or `OK`. */
  code: string;
  ms: number;
  trace: string;
}

/** A run that was begun: what its log line says whatever comes of it. */
export interface Begun extends Omit<RunLine, 'op' | 'code' | 'ms'> {
  operation: AnyOperation;
  started: number;
}

export function beginning(
  operation: AnyOperation,
  actor: Actor,
  input: unknown,
  face: RunFace,
  trace: string,
): Begun {
  return {
    operation,
    started: performance.now(),
    face,
    actor: actorName(actor),
    company: actor.kind === 'anonymous' ? undefined : (actor.company_id ?? undefined),
    store: storeOf(input),
    trace,
  };
}

const GUID = /^[\da-f-]{36}$/i;

/** Whatever else a stranger writes there is neither kept nor counted. */
export function storeOf(input: unknown): string | undefined {
  const { store_id } = Object(input);
  return typeof store_id === 'string' && GUID.test(store_id) ? store_id : undefined;
}
