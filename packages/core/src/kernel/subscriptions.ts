import type { Face } from './access.ts';
import type { DomainEvent } from './events.ts';
import type { Finite, Operation } from './operation.ts';

/**
 * `together`: in the producer's transaction, may veto. `later`: a job enqueued in it, at least once.
 */
export interface Subscription {
  readonly event: string;
  readonly when: 'together' | 'later';
  readonly operation: Operation<Finite, never, unknown, Face>;
}

/** Subscribes a command to an event, in the producer's transaction. */
export function together<P>(
  on: DomainEvent<P>,
  operation: Operation<'command', P, unknown, Face>,
): Subscription {
  return { event: on.name, when: 'together', operation };
}

/** Subscribes a command or a flow to an event, after the commit. */
export function later<P>(
  on: DomainEvent<P>,
  operation: Operation<'command' | 'flow', P, unknown, Face>,
): Subscription {
  return { event: on.name, when: 'later', operation };
}
