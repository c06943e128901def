import type { TRPCLink } from '@trpc/client';
import { observable, type Unsubscribable } from '@trpc/server/observable';
import type { AppRouter } from './wire.ts';

/**
 * Where the API wants the password again, asks for it and goes on with what was wanted, once. `ask` tells whether it
 * was given; else the refusal stands.
 */
export const reauthenticationLink =
  (ask: () => Promise<boolean>): TRPCLink<AppRouter> =>
  () =>
  ({ op, next }) =>
    observable((observer) => {
      let running: Unsubscribable | undefined;
      let left = false;
      const attempt = (isFirst: boolean) => {
        running = next(op).subscribe({
          ...observer,
          error(refusal) {
            if (!isFirst || refusal.data?.reason !== 'reauth_required') return observer.error(refusal);
            void ask().then((given) => {
              if (left) return;
              if (given) attempt(false);
              else observer.error(refusal);
            });
          },
        });
      };
      attempt(true);
      return () => {
        left = true;
        running?.unsubscribe();
      };
    });
