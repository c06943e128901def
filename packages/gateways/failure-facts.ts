const NOT_SENT = new Set([
  'ERR_INVALID_URL',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The system's code of a failed connection, which lies in the causes. */
export function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return 'unknown';
}

/** The connection was never made: surely nothing was sent. */
export const wasNotSent = (error: unknown): boolean => NOT_SENT.has(codeOf(error));

/** ms from a `Retry-After` header, seconds or a date. */
export function retryAfter(header: string | null | undefined): number | undefined {
  if (!header) return undefined;
  const ms = /^[\d.]+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
