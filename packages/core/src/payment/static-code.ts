import { conflict } from '../kernel/errors.ts';
import { asciiOf, readBrCode, txidOf, writeBrCode } from './br-code.ts';
import type { PaymentSettings } from './contract.ts';
import { qrPng } from './qr-image.ts';

type Receiver = Pick<PaymentSettings, 'manual_pix_key' | 'manual_pix_name' | 'manual_pix_city'>;

/**
 * The static code of a store for one order, with its amount and the order as txid. It never tells of a payment:
 * a receipt does, and a person who looks at it. 409 `payment.method_disabled` without a key, a name or a city.
 */
export function staticCode(
  { manual_pix_key: key, manual_pix_name, manual_pix_city }: Receiver,
  order_id: string,
  amount_cents: number,
) {
  const [name, city] = [asciiOf(manual_pix_name ?? ''), asciiOf(manual_pix_city ?? '')];
  if (key === null || name === '' || city === '') {
    throw conflict('This store has no PIX key to be paid at.', 'payment.method_disabled');
  }
  const br_code = writeBrCode({ key, name, city, amount_cents, txid: txidOf(order_id) });
  // Money follows what stands here: a code that cannot be read back is not handed out.
  if (readBrCode(br_code)?.key !== key) throw new Error('The static code of an order does not read back.');
  return { br_code, qr_image: `data:image/png;base64,${qrPng(br_code).toString('base64')}` };
}
