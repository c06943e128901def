import { createHmac } from 'node:crypto';
import { oneOf, sameSecret } from '../kernel/crypto.ts';

/** Seconds that a signature's time may lie off ours. */
const WINDOW_S = 300;

const hmac = (secret: string, ...parts: (string | Buffer)[]): string => {
  const digest = createHmac('sha256', secret);
  for (const part of parts) digest.update(part);
  return digest.digest('hex');
};

/** The value of `X-Vek1-Signature` for a body that leaves at `t`, in Unix seconds. */
export const sign = (secret: string, t: number, body: string): string =>
  `t=${t},v1=${hmac(secret, `${t}.`, body)}`;

/** The headers that a body was sent with; empty where one is missing. */
export interface GivenSignatures {
  /** `t=<unix>,v1=<hex>`, several `v1` while a secret is changed. */
  timed: string;
  /** `sha256=<hex>` over the body alone. */
  untimed: readonly string[];
}

interface Proof {
  /** When it was signed, in Unix seconds; null where the signature does not say. */
  t: number | null;
}

const valuesOf = (header: string, key: string): string[] =>
  header.split(',').flatMap((part) => {
    const [name = '', value = ''] = part.trim().split('=', 2);
    return name === key ? [value] : [];
  });

/**
 * Whether a body was signed with this secret, and when; null where it was not. Takes the same time whatever is wrong.
 * `now` in Unix seconds.
 */
export function proofOf(
  body: Buffer,
  given: GivenSignatures,
  { secret, allow_untimed, now }: { secret: string; allow_untimed: boolean; now: number },
): Proof | null {
  const [stated = ''] = valuesOf(given.timed, 't');
  const t = /^\d{1,12}$/.test(stated) ? Number(stated) : Number.NaN;
  const signatures = valuesOf(given.timed, 'v1').map((value) => value.toLowerCase());
  const timed = oneOf(signatures)(hmac(secret, `${stated}.`, body));
  const whole = `sha256=${hmac(secret, body)}`;
  const untimed = given.untimed.reduce((hit, value) => sameSecret(value.toLowerCase(), whole) || hit, false);
  if (timed && Math.abs(now - t) <= WINDOW_S) return { t };
  return untimed && allow_untimed ? { t: null } : null;
}
