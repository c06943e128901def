import { isIP } from 'node:net';
import type { Context } from 'hono';

interface Socket {
  incoming?: { socket?: { remoteAddress?: string } };
}

/**
 * Where a connection comes from: what the first of so many trusted proxies saw, told in `X-Forwarded-For`; else the
 * socket. Whoever comes by fewer proxies than are trusted, or says no address, is known by the socket.
 */
export function clientAddress(c: Context, trust_proxy: number): string | null {
  const hops = c.req.header('x-forwarded-for')?.split(',') ?? [];
  const forwarded = trust_proxy > 0 ? hops.at(-trust_proxy)?.trim() : undefined;
  if (forwarded && isIP(forwarded)) return forwarded;
  return ((c.env ?? {}) as Socket).incoming?.socket?.remoteAddress ?? 'unknown';
}
