import type { z } from 'zod';

/** What happened, said by the domain that it happened in. Ids only: payloads are kept by the durable engine. */
export interface DomainEvent<P> {
  readonly name: string;
  readonly payload: z.ZodType<P>;
}

export function event<P>(name: string, payload: z.ZodType<P>): DomainEvent<P> {
  return { name, payload };
}
