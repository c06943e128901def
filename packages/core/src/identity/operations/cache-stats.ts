import { z } from 'zod';
import { auth } from '../../kernel/access.ts';
import { query } from '../../kernel/operation.ts';
import { sessionsByToken, usersByEmail } from '../caches.ts';

const Stats = z.object({
  hits: z.int(),
  misses: z.int(),
  size: z.int(),
  max: z.int(),
  /** How long this process may answer what another has changed. */
  ttl_ms: z.int(),
});

export const cacheStats = query({
  name: 'identity.cacheStats',
  summary: 'What this process keeps of sessions and users, and how often that helped',
  access: auth,
  rest: { method: 'get', path: '/internal/auth/_cache-stats' },
  input: z.strictObject({}),
  output: z.object({ sessions_by_token: Stats, users_by_email: Stats }),
}).handle(async ({ caches }) => ({
  sessions_by_token: caches.stats(sessionsByToken),
  users_by_email: caches.stats(usersByEmail),
}));
