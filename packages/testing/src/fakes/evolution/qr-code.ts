import { randomBytes } from 'node:crypto';
import { toDataURL } from 'qrcode';

/** What a shop's phone would scan to link itself: the real image of a meaningless code. */
export async function fakeQrCode(instance: string) {
  const code = `2@${randomBytes(48).toString('base64')},${instance}`;
  return { pairingCode: null, code, base64: await toDataURL(code), count: 1 };
}
