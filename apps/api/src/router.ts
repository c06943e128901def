import type { domains } from '@vek1/core/domains';
import type { RouterOf } from '@vek1/faces/trpc';

/** What the app's tRPC client may call: derived from the tree of operations. */
export type AppRouter = RouterOf<typeof domains>;
