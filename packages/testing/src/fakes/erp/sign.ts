import { createHmac, timingSafeEqual } from 'node:crypto';

export type SignatureStyle = 'timed' | 'github' | 'bling';

const hmac = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('hex');

/** The header that proves a body: vek1's own, over its second too, or one of tools that cannot sign a time. */
export function signatureOf(
  body: string,
  { secret, t = Math.floor(Date.now() / 1000), style = 'timed' }: SignatureOptions,
): Record<string, string> {
  switch (style) {
    case 'timed':
      return { 'x-vek1-signature': `t=${t},v1=${hmac(secret, `${t}.${body}`)}` };
    case 'github':
      return { 'x-hub-signature-256': `sha256=${hmac(secret, body)}` };
    case 'bling':
      return { 'x-signature-256': `sha256=${hmac(secret, body)}` };
  }
}

export interface SignatureOptions {
  secret: string;
  /** Unix seconds. */
  t?: number;
  style?: SignatureStyle;
}

const WINDOW_S = 300;

/** Whether vek1 signed this body with this secret, within five minutes. */
export function isSigned(body: string, header: string | undefined, secret: string): boolean {
  const parts = new Map(header?.split(',').map((part) => part.split('=', 2) as [string, string]));
  const t = Number(parts.get('t'));
  if (!(Math.abs(Date.now() / 1000 - t) <= WINDOW_S)) return false;
  const given = Buffer.from(parts.get('v1') ?? '');
  const expected = Buffer.from(hmac(secret, `${t}.${body}`));
  return given.length === expected.length && timingSafeEqual(given, expected);
}
