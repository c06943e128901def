import type { ShortCache } from '../kernel/short-cache.ts';
import type { sessions, users } from './tables.ts';

/** How long another process may answer what is no longer so. */
export const TTL_MS = 5_000;

const isThere = (row: unknown): boolean => row !== null;

/** Under the token. */
export const sessionsByToken: ShortCache<typeof sessions.$inferSelect | null> = {
  name: 'sessions_by_token',
  max: 10_000,
  ttl_ms: TTL_MS,
  keeps: isThere,
};

/** Under the address as `emailKey` writes it. */
export const usersByEmail: ShortCache<typeof users.$inferSelect | null> = {
  name: 'users_by_email',
  max: 10_000,
  ttl_ms: TTL_MS,
  keeps: isThere,
};

export const emailKey = ({ email }: { email: string }): string => email.toLowerCase();
