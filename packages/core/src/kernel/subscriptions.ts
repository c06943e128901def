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
  /** Whether this one is about it: a job that would do nothing is not left. */
  readonly concerns: (payload: never) => boolean;
}

const always = () => true;

/** Subscribes a command to an event, in the producer's transaction. */
export function together<P>(
  on: DomainEvent<P>,
  operation: Operation<'command', P, unknown, Face>,
): Subscription {
  return { event: on.name, when: 'together', operation, concerns: always };
}

/** Subscribes a command or a flow to an event, after the commit. */
export function later<P>(
  on: DomainEvent<P>,
  operation: Operation<'command' | 'flow', P, unknown, Face>,
  concerns: (payload: NoInfer<P>) => boolean = always,
): Subscription {
  return { event: on.name, when: 'later', operation, concerns };
}
