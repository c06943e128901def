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
  /** Of `later`: jobs about the same thing are done one after another, in the order they were left. */
  readonly about?: (payload: never) => string;
}

const always = () => true;

/** Subscribes a command to an event, in the producer's transaction. */
export function together<P>(
  on: DomainEvent<P>,
  operation: Operation<'command', P, unknown, Face>,
): Subscription {
  return { event: on.name, when: 'together', operation, concerns: always };
}

interface Later<P> {
  concerns?: (payload: P) => boolean;
  about?: (payload: P) => string;
}

/** Subscribes a command or a flow to an event, after the commit. */
export function later<P>(
  on: DomainEvent<P>,
  operation: Operation<'command' | 'flow', P, unknown, Face>,
  { concerns = always, about }: Later<NoInfer<P>> = {},
): Subscription {
  return { event: on.name, when: 'later', operation, concerns, ...(about && { about }) };
}
