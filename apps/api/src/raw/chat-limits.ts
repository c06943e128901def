import { isIPv6 } from 'node:net';
import { AppError } from '@vek1/core/kernel/errors';
import type { Context } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Turns a minute, of one process. */
export interface ChatLimits {
  ip: number;
  store: number;
  /** Without a shop a turn is on nobody's bill. */
  general: number;
}

export const CHAT_LIMITS: ChatLimits = { ip: 30, store: 300, general: 10 };

const MINUTE_S = 60;

interface Socket {
  incoming?: { socket?: { remoteAddress?: string } };
}

/**
 * Who really calls: what the app says beside the internal token; the hop that so many trusted proxies added to
 * `X-Forwarded-For`; else the socket. Null for a machine that names nobody: it is not limited by address.
 */
export function clientAddress(
  c: Context,
  { trusted, trust_proxy }: { trusted: boolean; trust_proxy: number },
): string | null {
  if (trusted) return networkOf(c.req.header('x-client-ip') ?? '') || null;
  const hops =
    c.req
      .header('x-forwarded-for')
      ?.split(',')
      .map((hop) => hop.trim()) ?? [];
  const forwarded = trust_proxy > 0 ? hops.at(-trust_proxy) : undefined;
  return networkOf(forwarded || ((c.env ?? {}) as Socket).incoming?.socket?.remoteAddress || 'unknown');
}

/** One household has 2^64 addresses of IPv6, and is one visitor; an IPv4 is itself, also in IPv6's clothes. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::');
  const groups = head.split(':').filter(Boolean);
  const rest = tail?.split(':').filter(Boolean) ?? [];
  const zeros = Array.from({ length: 8 - groups.length - rest.length }, () => '0');
  return `${[...groups, ...zeros, ...rest].slice(0, 4).join(':')}::/64`;
}

/** Counts turns by address and store; says in headers what is left, and 429 when nothing is. */
export function chatLimiter(limits: ChatLimits) {
  const limiter = (points: number) => ({ points, by: new RateLimiterMemory({ points, duration: MINUTE_S }) });
  const by_ip = limiter(limits.ip);
  const by_store = limiter(limits.store);
  const general = limiter(limits.general);

  return async (c: Context, { ip, shop }: { ip: string | null; shop: string | null }): Promise<void> => {
    const counted = [
      ...(ip ? [{ ...(shop ? by_ip : general), key: ip }] : []),
      ...(shop ? [{ ...by_store, key: shop }] : []),
    ];
    let least: { points: number; left: number; reset_ms: number } | undefined;
    for (const { points, by, key } of counted) {
      const state = await by.consume(key).catch((refused: unknown) => {
        if (refused instanceof RateLimiterRes) return refused;
        throw refused;
      });
      const now = { points, left: points - state.consumedPoints, reset_ms: state.msBeforeNext };
      if (!least || now.left < least.left) least = now;
      if (now.left < 0) break;
    }
    if (!least) return;
    const reset_s = Math.max(1, Math.ceil(least.reset_ms / 1000));
    c.header('x-ratelimit-limit', String(least.points));
    c.header('x-ratelimit-remaining', String(Math.max(0, least.left)));
    c.header('x-ratelimit-reset', String(reset_s));
    if (least.left < 0) {
      throw new AppError('too_many_requests', 'Too many messages. Try again in a moment.', {
        reason: 'chat.rate_limited',
        retry_after_s: reset_s,
      });
    }
  };
}
