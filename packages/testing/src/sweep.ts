import type { Face } from '@vek1/core/kernel/access';
import type { AnyOperation } from '@vek1/core/kernel/operation';
import { type Answer, ask, type Doors, type Sent } from './ask-operation.ts';

export interface Sweep {
  ask(face: Face, operation: AnyOperation, sent: Sent, headers: Record<string, string>): Promise<Answer>;
  /** Says in one line how much was asked. */
  report(): void;
}

/** Asks operations through their doors, and counts them. */
export function startSweep(name: string, doors: () => Doors): Sweep {
  const asked = { rest: new Set<string>(), trpc: new Set<string>() };
  let requests = 0;
  return {
    ask(face, operation, sent, headers) {
      asked[face].add(operation.name);
      requests += 1;
      return ask(doors(), sent, headers);
    },
    report() {
      const { rest, trpc } = asked;
      const counted = `${rest.union(trpc).size} operations, ${rest.size} REST doors, ${trpc.size} procedures`;
      process.stdout.write(`sweep of ${name}: ${counted}, ${requests} requests\n`);
    },
  };
}
