import { isIP } from 'node:net';

/**
 * Who is at the other end: each trusted proxy appended the address it saw, so the client is the
 * `trust_proxy`-th from the right. Without one, Next itself wrote the socket's address there.
 */
export function clientAddress(headers: Headers, trust_proxy: number): string | null {
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
  const address = hops.at(-Math.max(trust_proxy, 1)) ?? '';
  return isIP(address) ? address : null;
}
